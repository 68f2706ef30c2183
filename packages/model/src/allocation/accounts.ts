import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { accountFigures } from './ledger.ts';

/** A volunteer's account, derived from who was on duty: the parts of the accounts of practices that are theirs. */
export const VolunteerAccount = z.object({
  volunteerId: z.string(),
  name: z.optional(z.string()),
  /** Where they were on duty. */
  practiceIds: z.array(z.string()),
  ...accountFigures,
});
export type VolunteerAccount = z.infer<typeof VolunteerAccount>;

/** `GET …/ledger/volunteers`, counted from `since` on, a year at the most. */
export const VolunteerReport = z.object({
  since: Instant,
  accounts: z.array(VolunteerAccount),
  /** What practices earned and received in ranges for which nobody was named. */
  unnamed: z.object({ earned: z.number(), bookings: z.number() }),
});
export type VolunteerReport = z.infer<typeof VolunteerReport>;

/** One booking or correction in an account. */
export const LedgerMovement = z.object({
  id: z.string(),
  /** A seat that is held while somebody types counts like a booking, and goes again if it is not confirmed. */
  kind: z.enum(['booking', 'hold', 'correction']),
  at: Instant,
  /** Who received the booking. */
  practiceId: z.optional(z.string()),
  /** When the seat begins; of bookings that this account received. */
  start: z.optional(Instant),
  offeredSeats: z.number(),
  openSeats: z.number(),
  earned: z.number(),
  received: z.number(),
  corrected: z.number(),
  /** Of a correction: why, and who signed it. */
  reason: z.optional(z.string()),
  by: z.optional(z.string()),
});
export type LedgerMovement = z.infer<typeof LedgerMovement>;

/** `GET …/ledger/movements`, the latest first. With `next`, there are more. */
export const LedgerMovements = z.object({ movements: z.array(LedgerMovement), next: z.optional(z.string()) });
export type LedgerMovements = z.infer<typeof LedgerMovements>;

/** What one week brought to an account, and its gap at the end. */
export const LedgerWeek = z.object({
  /** Its Monday. */
  from: PlainDate,
  requests: z.number(),
  earned: z.number(),
  received: z.number(),
  corrected: z.number(),
  balance: z.number(),
});
export type LedgerWeek = z.infer<typeof LedgerWeek>;

/** `GET …/ledger/course`: half a year at the most, no further back than the running period. */
export const LedgerCourse = z.object({ weeks: z.array(LedgerWeek) });
export type LedgerCourse = z.infer<typeof LedgerCourse>;

const practice = z.optional(z.string().check(z.minLength(1), z.maxLength(80)));

/** `POST …/ledger/corrections`: whoever is not named is all other practices, in equal parts. */
export const CorrectLedger = Exactly({
  /** The practice that is to receive more. */
  to: practice,
  /** The practice that is to receive less. */
  from: practice,
  bookings: z.int().check(z.minimum(1), z.maximum(100)),
  /** For colleagues, who all read it: nothing about a patient. */
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
});
export type CorrectLedger = z.infer<typeof CorrectLedger>;

export const LedgerCorrection = z.object({
  id: z.string(),
  at: Instant,
  /** What it added to each account, in bookings; the sum is 0. */
  moves: z.array(z.object({ practiceId: z.string(), bookings: z.number() })),
  reason: z.string(),
  /** Name of who signed it, as far as it is known. */
  by: z.optional(z.string()),
});
export type LedgerCorrection = z.infer<typeof LedgerCorrection>;

/** `GET …/ledger/corrections`: of the running period, the latest first, a hundred at the most. */
export const LedgerCorrections = z.object({ corrections: z.array(LedgerCorrection) });
export type LedgerCorrections = z.infer<typeof LedgerCorrections>;
