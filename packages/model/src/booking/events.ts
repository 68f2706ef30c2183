import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { ChangeReason } from './change-reason.ts';

// What the log's rows about seats say. A member that rows of an earlier version do without is optional, and unknown where it is missing.

/** A seat, and the hold that took it: the id of its entry in the ledger. `overbooked`: it was taken above the capacity of its session. */
export const SeatTaken = z.object({
  hold: z.string(),
  practiceId: z.string(),
  start: Instant,
  overbooked: z.optional(z.literal(true)),
});
export type SeatTaken = z.infer<typeof SeatTaken>;

/** With where and until when, for whoever makes the tables again from the log, and what each practice offered when this one was chosen. */
export const HoldCreated = z.object({
  ...SeatTaken.shape,
  siteId: z.optional(z.string()),
  serviceDate: z.optional(PlainDate),
  end: z.optional(Instant),
  expiresAt: Instant,
  weights: z.optional(z.record(z.string(), z.number())),
});
export type HoldCreated = z.infer<typeof HoldCreated>;

/** The service date of the seat lies in a trial that the planning marked when this was written. Where it is missing, it does not. */
const trial = z.optional(z.literal(true));

/** With what is counted of it. Rows of an earlier version do not say these. */
export const BookingConfirmed = z.object({
  ...SeatTaken.shape,
  siteId: z.optional(z.string()),
  serviceDate: z.optional(PlainDate),
  /** Code of the structure's list. */
  reason: z.optional(z.string()),
  trial,
});
export type BookingConfirmed = z.infer<typeof BookingConfirmed>;

/** Why, where the desk has said so. */
const why = z.optional(ChangeReason);

export const BookingMoved = z.object({ from: SeatTaken, to: z.object({ ...SeatTaken.shape, trial }), why });
export type BookingMoved = z.infer<typeof BookingMoved>;

export const BookingCancelled = z.object({ ...SeatTaken.shape, why });

/** A cancellation was taken back: the booking has its former seat again, by another hold. It corrects the `booking.cancelled` before it. */
export const BookingRestored = z.object({ ...SeatTaken.shape, trial });

export const bookingEvents = {
  'booking-settings.imported': DocumentImported,
  'hold.created': HoldCreated,
  'hold.released': SeatTaken,
  'hold.expired': SeatTaken,
  'booking.confirmed': BookingConfirmed,
  'booking.moved': BookingMoved,
  'booking.cancelled': BookingCancelled,
  'booking.restored': BookingRestored,
} as const;
