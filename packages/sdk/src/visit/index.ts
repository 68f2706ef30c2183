export { VisitChangedError } from './errors.ts';
export { createVisits } from './visits.ts';
export type { VisitDeed, VisitHandlers, VisitListOptions, Visits } from './visits.ts';
export {
  acceptsAction,
  composeFeedback,
  findReasons,
  isLeftOpen,
  isOfFrontDesk,
  measuredMinutes,
  usualReason,
} from '@relais/engine/visit';
export type { FeedbackParts, VisitActionKind } from '@relais/engine/visit';
export type {
  Brought,
  FinalReason,
  OpenVisit,
  OpenVisits,
  Visit,
  VisitList,
  VisitOutcome,
  VisitPlace,
  VisitReceipt,
  VisitSettings,
  VisitState,
  WithoutUs,
} from '@relais/model';
