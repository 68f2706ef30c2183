import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';

/** Ten years at most: what is to be kept longer is no rule of erasing. */
const Days = z.int().check(z.minimum(1), z.maximum(3660));

/**
 * How long what is personal is kept, in days after it has ended, by kind. What is left out is kept. Figures stay: they are counted from rows that
 * name nobody.
 */
export const RetentionSettings = Exactly({
  formatVersion: z.literal('relais-retention/1'),
  /** Names, numbers, addresses and notes of call-backs, after they have ended. */
  callbacks: z.optional(Days),
  /** Those of requests at the desk, with the answers to the checklist. */
  intakes: z.optional(Days),
  /** Names and contacts of bookings, after the visit, with what the patient has shared for it; and those of patients nobody has seen or heard of since. */
  bookings: z.optional(Days),
  /** Names and contacts of who has left a waiting list. */
  waitingEntries: z.optional(Days),
  /** Photographs of runs, with their descriptions, after the run has ended. */
  photographs: z.optional(Days),
  /** Links, names and answers of calls for duties, after they have closed. */
  dutyCalls: z.optional(Days),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;
