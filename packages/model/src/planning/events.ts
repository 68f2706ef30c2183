import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';
import { UnseatedCauseCode, UnseatedChoice } from './planning.ts';

// What the log's rows about the planning say. Why it was published is in words, and no row has words.

/** Version `planning` of the territory file is in force. */
export const PlanningPublished = z.object({
  planning: z.int(),
  base: z.int(),
  from: PlainDate,
  undoes: z.optional(z.int()),
  moved: z.int(),
  kept: z.int(),
  toCall: z.int(),
});

/** The planning has no seat any more for the booking the row is about. `practiceId` and `start` are those it had. `isTold`: nobody need call. */
export const BookingUnseated = z.object({
  planning: z.int(),
  cause: UnseatedCauseCode,
  choice: UnseatedChoice,
  practiceId: z.string(),
  start: Instant,
  isTold: z.boolean(),
});

/** Nothing is left to do for it: somebody has called, it was moved or cancelled, or there is a seat for it again. */
export const BookingSettled = z.object({ why: z.enum(['called', 'moved', 'cancelled', 'seated']) });

const Nothing = z.object({});

export const planningEvents = {
  'planning.published': PlanningPublished,
  'booking.unseated': BookingUnseated,
  'booking.settled': BookingSettled,
  // Of a professional. A new address ends the former one; none is in the log.
  'duty-calendar.made': Nothing,
  'duty-calendar.ended': Nothing,
  // Of a professional. Neither the address nor anything that is read there is in the log.
  'agenda.set': Nothing,
  'agenda.ended': Nothing,
} as const;
