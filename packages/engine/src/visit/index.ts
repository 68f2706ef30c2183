export { composeFeedback, FEEDBACK_REQUEST, FEEDBACK_TITLE, feedbackFacts } from './feedback.ts';
export type { FeedbackParts } from './feedback.ts';
export { findReasons, usualReason } from './reasons.ts';
export { acceptsAction, isLeftOpen, isOfFrontDesk, measuredMinutes, visitStateOf } from './state.ts';
export type { VisitActionKind, VisitInstants } from './state.ts';
