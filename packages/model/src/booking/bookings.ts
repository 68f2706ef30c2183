import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';
import { Seat } from '../scheduling/index.ts';

/** A seat kept for one client until `expiresAt`; `token` is shown once and proves the hold. */
export const Hold = z.object({ id: z.string(), token: z.string(), seat: Seat, expiresAt: Instant });
export type Hold = z.infer<typeof Hold>;

/** A booking without anything about the person. `changeableUntil` is the territory's deadline for moving or cancelling by link. */
export const Booking = z.object({
  id: z.string(),
  /** Short code to read out on the telephone, e.g. `K7M-3QX`. */
  reference: z.string(),
  status: z.enum(['confirmed', 'cancelled']),
  seat: Seat,
  changeableUntil: Instant,
  /** How often it has changed: what a change is named by that is taken back. Answers of an earlier version do without. */
  revision: z.optional(z.int()),
  /**
   * What became of the last e-mail about the booking as it stands: on its way, taken by the mail server (which does not prove that it
   * arrived), or given up. `none` when no address was given or the backend sends no mail.
   */
  mail: z.enum(['queued', 'sent', 'failed', 'none']),
});
export type Booking = z.infer<typeof Booking>;

/** Answer of `POST …/bookings`: the booking with the token of its link, shown once. */
export const NewBooking = z.object({
  ...Booking.shape,
  token: z.string(),
});
export type NewBooking = z.infer<typeof NewBooking>;
