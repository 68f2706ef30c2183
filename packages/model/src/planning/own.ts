import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { Closure, ExtraOpening, OwnChange } from '../scheduling/index.ts';

/** A coming range of one who receives patients, with how many of its seats are booked. */
export const OwnRange = z.object({
  practiceId: z.string(),
  practice: z.string(),
  site: z.string(),
  start: Instant,
  startLocal: z.string(),
  endLocal: z.string(),
  seats: z.int(),
  booked: z.int(),
  /** Nobody else is on duty for it: without them it is closed. */
  isAlone: z.boolean(),
});
export type OwnRange = z.infer<typeof OwnRange>;

/** What one has changed for oneself, and is still to come. */
export const OwnException = z.object({
  id: z.string(),
  exception: z.discriminatedUnion('type', [Closure, ExtraOpening]),
});
export type OwnException = z.infer<typeof OwnException>;

/** Answer of `GET …/planning/own`: one’s own ranges of the coming eight weeks, and what one may change of them. */
export const OwnPlanning = z.object({
  today: PlainDate,
  may: z.array(OwnChange),
  /** Those that are one’s own: where one may open a range more. */
  practices: z.array(z.object({ id: z.string(), name: z.string() })),
  ranges: z.array(OwnRange),
  exceptions: z.array(OwnException),
});
export type OwnPlanning = z.infer<typeof OwnPlanning>;

const Reason = z.string().check(z.minLength(1), z.maxLength(500));
const WallTime = z.string().check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/));

/** Ranges in which one cannot be there. Each is closed; whoever had booked is to be called. `reason` is read by colleagues. */
export const OwnAbsence = Exactly({
  ranges: z
    .array(Exactly({ practiceId: z.string().check(z.minLength(1), z.maxLength(80)), start: Instant }))
    .check(z.minLength(1), z.maxLength(200)),
  reason: Reason,
});
export type OwnAbsence = z.infer<typeof OwnAbsence>;

/** A range more in one’s own practice, on one date. */
export const OwnOpening = Exactly({
  practiceId: z.string().check(z.minLength(1), z.maxLength(80)),
  date: PlainDate,
  from: WallTime,
  to: WallTime,
  slotsPerHour: z.optional(z.literal([1, 2, 3, 4, 5, 6, 10, 12])),
  capacity: z.optional(z.int().check(z.minimum(1), z.maximum(20))),
  reason: Reason,
});
export type OwnOpening = z.infer<typeof OwnOpening>;
