// The one sentence of a proposal, and what answers to the questions of a reason lead to.
export {
  answerWords,
  askedAs,
  cautionsOf,
  explainProposal,
  isStillAsked,
  signsOfAnswers,
  withQuestions,
} from '@relais/engine';

export { beginIntake, sameCall, sameReason } from './drafts.ts';
export type { IntakeDraft, IntakeDrafts, IntakeFields } from './drafts.ts';
export { RequestKnownError, SessionOverbookedError } from './errors.ts';
export { createIntakes } from './intakes.ts';
export type { ExplainQuery, Intakes } from './intakes.ts';
