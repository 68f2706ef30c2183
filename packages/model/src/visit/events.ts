import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { FeedbackWay, VisitOutcome, VisitState } from './visits.ts';

// What the log's rows about visits say: codes and instants, never a name, a number or what was shared.

/** Where and when it is, and whether it was booked: the subject then is the booking. `reason`: of those given at entry. */
export const VisitSeen = z.object({
  practiceId: z.string(),
  siteId: z.string(),
  serviceDate: PlainDate,
  /** Of the seat. */
  start: z.optional(Instant),
  booked: z.boolean(),
  reason: z.optional(z.string()),
});
export type VisitSeen = z.infer<typeof VisitSeen>;

/** `trial`: on a day of a trial that the planning marked when this was written. A booked visit has it of its seat. */
export const VisitAdded = z.object({ ...VisitSeen.shape, trial: z.optional(z.literal(true)) });
export const VisitClosed = z.object({ ...VisitSeen.shape, ...VisitOutcome.shape });
/** `corrects`: the revision of the visit that was written anew. */
export const VisitCorrected = z.object({ ...VisitSeen.shape, ...VisitOutcome.shape, corrects: z.int() });
export const VisitRetracted = z.object({ ...VisitSeen.shape, state: VisitState });
/** `letter`: the one that was sent or handed over. */
export const VisitFeedback = z.object({ ...VisitSeen.shape, channel: FeedbackWay, letter: z.optional(z.string()) });

export const visitEvents = {
  'visit-settings.imported': DocumentImported,
  /** Without an appointment. */
  'visit.added': VisitAdded,
  'visit.arrived': VisitSeen,
  'visit.started': VisitSeen,
  'visit.done': VisitSeen,
  'visit.no-show': VisitSeen,
  'visit.closed': VisitClosed,
  'visit.corrected': VisitCorrected,
  'visit.retracted': VisitRetracted,
  'visit.shared': VisitSeen,
  'visit.feedback-given': VisitFeedback,
} as const;
