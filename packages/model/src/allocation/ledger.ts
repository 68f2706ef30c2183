import * as z from 'zod/mini';
import { Instant } from '../core/instant.ts';

/** One practice's account in the sharing of load. `share` is what it offered, `received` what it got, both as parts of 1. */
export const LedgerAccount = z.object({
  practiceId: z.string(),
  balance: z.number(),
  bookings: z.number(),
  share: z.number(),
  received: z.number(),
  lastBookingAt: z.optional(Instant),
  /** The account in one sentence, in the language asked for. */
  sentence: z.string(),
});
export type LedgerAccount = z.infer<typeof LedgerAccount>;

export const LedgerReport = z.object({ since: z.optional(Instant), accounts: z.array(LedgerAccount) });
export type LedgerReport = z.infer<typeof LedgerReport>;
