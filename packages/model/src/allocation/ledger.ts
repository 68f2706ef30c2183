import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/** What any account in the sharing of load is made of. Bookings and seats, whole for practices; volunteers have parts of those they share. */
export const accountFigures = {
  /** Bookings made while it could have taken them, or given to it. */
  requests: z.number(),
  /** Seats it offered, of those open when these bookings were made. */
  offeredSeats: z.number(),
  openSeats: z.number(),
  /** Bookings its shares add up to. */
  earned: z.number(),
  bookings: z.number(),
  /** `earned` and `bookings` as parts of the requests, which are 1. */
  share: z.number(),
  received: z.number(),
  /** The gap, in bookings: what it has earned and not received, with what was corrected. Whoever has the highest comes next. */
  balance: z.number(),
  /** The account in one sentence, in the language asked for. */
  sentence: z.string(),
  /** Whether the caller may read the bookings behind it. */
  isReadable: z.boolean(),
};

/** One practice's account in the sharing of load. `share` is what it offered, `received` what it got, both as parts of 1. */
export const LedgerAccount = z.object({
  practiceId: z.string(),
  /** Absent where the territory gives it none. */
  name: z.optional(z.string()),
  ...accountFigures,
  /** What corrections by hand have added to the balance. */
  corrected: z.number(),
  lastBookingAt: z.optional(Instant),
});
export type LedgerAccount = z.infer<typeof LedgerAccount>;

/** Without `since`, the ledger counts from its beginning. */
export const LedgerReport = z.object({
  since: z.optional(Instant),
  accounts: z.array(LedgerAccount),
  /** Whether the caller may correct accounts. */
  canCorrect: z.boolean(),
});
export type LedgerReport = z.infer<typeof LedgerReport>;
