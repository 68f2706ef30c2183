import * as z from 'zod/mini';
import { Instant, PlainDate } from '../core/instant.ts';

/** Which seat: one practice, one start. */
export const SlotKey = z.object({ practiceId: z.string(), start: Instant });
export type SlotKey = z.infer<typeof SlotKey>;

/** One seat as a person sees it. `serviceDate` is the date of its opening, even past midnight; `startLocal` carries the territory's offset. */
export const Seat = z.object({
  ...SlotKey.shape,
  siteId: z.string(),
  serviceDate: PlainDate,
  startLocal: z.string(),
  end: Instant,
});
export type Seat = z.infer<typeof Seat>;

/** One slot of a list, with what is left of it at the time of the answer. */
export const Slot = z.object({
  ...Seat.shape,
  capacity: z.number(),
  remaining: z.number(),
  /** Last instant at which it can be booked, its notice before the start. Absent from a list that says nothing of booking, or an older server's. */
  bookableUntil: z.optional(Instant),
});
export type Slot = z.infer<typeof Slot>;

/**
 * Why a slot cannot be booked though nobody has taken it: `too-late`, its notice has run out or it has begun; `too-early`, booking has not
 * opened; `closed`, nothing is planned there for who asks.
 */
export const NotBookable = z.enum(['too-late', 'too-early', 'closed']);
export type NotBookable = z.infer<typeof NotBookable>;

/** Why a list is empty, and when somebody can try again. */
export const NoSlot = z.object({
  reason: z.enum(['full', 'ended-today', 'holiday', 'closed', 'beyond-horizon', 'none-planned']),
  /** Key of the public holiday, with `reason: 'holiday'`. */
  holiday: z.optional(z.string()),
  /** With `reason: 'ended-today'`, when starts of today are still to come: how long before them they had to be booked. */
  noticeMinutes: z.optional(z.number()),
  /** Start of the next opening that is planned. */
  nextOpeningStart: z.optional(Instant),
  /** When that opening begins to be bookable; past or absent when it is already. */
  bookableFrom: z.optional(Instant),
});
export type NoSlot = z.infer<typeof NoSlot>;

/**
 * Answer of `GET …/slots`: bookable slots by start then practice, or why there is none. `sequence` is where live updates go on from. `next` is
 * there when the list goes on: asked again with it as `after`, it begins behind the last slot of this answer.
 */
export const SlotList = z.object({
  now: Instant,
  sequence: z.number(),
  slots: z.array(Slot),
  none: z.optional(NoSlot),
  next: z.optional(z.string()),
});
export type SlotList = z.infer<typeof SlotList>;
