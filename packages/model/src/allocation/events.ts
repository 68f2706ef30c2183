import * as z from 'zod/mini';

/**
 * Accounts were corrected by hand: what was added to each, in bookings. Its subject is the correction. Why is in words, and no row has words: the row has
 * their digest, by which words that were changed afterwards are found.
 */
export const LedgerCorrected = z.object({
  moves: z.record(z.string(), z.number()),
  reasonDigest: z.string(),
});
export type LedgerCorrected = z.infer<typeof LedgerCorrected>;

export const allocationEvents = { 'ledger.corrected': LedgerCorrected } as const;
