import * as z from 'zod/mini';
import { SeatFilters } from '../booking/index.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { DoctorQuestion } from './doctor-first.ts';

/** Who has asked for somebody to be called back. */
export const EntryPoint = z.enum([
  'patient',
  'attendingDoctor',
  'secretary',
  'emergencyDepartment',
  'pharmacist',
  'nurse',
  'dispatcher',
  'other',
]);
export type EntryPoint = z.infer<typeof EntryPoint>;

/**
 * How a call-back ends. A seat found, sent elsewhere, advised on the telephone; or given up, which is counted. `withdrawn`: the patient has taken
 * her own request back; `duplicate`: another entry asks for the same person.
 */
export const CallbackOutcome = z.enum(['seatFound', 'redirected', 'advised', 'givenUp', 'withdrawn', 'duplicate']);
export type CallbackOutcome = z.infer<typeof CallbackOutcome>;

export const CallbackStatus = z.enum(['waiting', 'claimed', 'closed']);
export type CallbackStatus = z.infer<typeof CallbackStatus>;

/** When somebody can be reached: `from` included, `to` not. */
export const ReachableWindow = z.object({ from: Instant, to: Instant });
export type ReachableWindow = z.infer<typeof ReachableWindow>;

/** What a seat must be for somebody who waits: where she can go, and a start from `from` (included) to `to` (not). */
export const CallbackWants = z.object({ ...SeatFilters.shape, from: z.optional(Instant), to: z.optional(Instant) });
export type CallbackWants = z.infer<typeof CallbackWants>;

/** Whoever has taken the call: every row of the log of theirs says `actor`. The name is absent for who is no longer on the structure's list. */
export const CallbackOwner = z.object({ actor: z.string(), name: z.optional(z.string()), since: Instant });
export type CallbackOwner = z.infer<typeof CallbackOwner>;

/** Somebody who waits to be called back, as the desk sees them. Rank and target are those the class had when they were entered. */
export const Callback = z.object({
  id: z.string(),
  /** Counts the changes: an action names the one it was decided on. */
  revision: z.int(),
  status: CallbackStatus,
  class: z.string(),
  rank: z.int(),
  targetMinutes: z.int(),
  clinicianOnly: z.boolean(),
  entryPoint: EntryPoint,
  /** Left by the patient herself, on a page of the structure's site. */
  isOwn: z.optional(z.literal(true)),
  reason: z.optional(z.string()),
  arrivedAt: Instant,
  snoozedUntil: z.optional(Instant),
  reachable: z.optional(z.array(ReachableWindow)),
  /** Where the treating doctor is asked first. */
  doctor: z.optional(DoctorQuestion),
  /** Calls that nobody answered. */
  attempts: z.int(),
  phone: z.string(),
  /** Where the person is, in words. */
  address: z.optional(z.string()),
  familyName: z.optional(z.string()),
  givenName: z.optional(z.string()),
  birthDate: z.optional(PlainDate),
  email: z.optional(z.string()),
  /** Of a seat that is freed meanwhile; any will do when it is left out. */
  wants: z.optional(CallbackWants),
  note: z.optional(z.string()),
  owner: z.optional(CallbackOwner),
  outcome: z.optional(CallbackOutcome),
  /** Code of the structure's list of redirections. */
  target: z.optional(z.string()),
  closedAt: z.optional(Instant),
});
export type Callback = z.infer<typeof Callback>;

/** Whoever asks for the list: which calls are theirs, and whether they may take those of clinicians. */
export const DeskMember = z.object({ actor: z.string(), name: z.optional(z.string()), isClinician: z.boolean() });
export type DeskMember = z.infer<typeof DeskMember>;

/** `GET …/callbacks`: those who wait, in the order they are called at `now`, then those who are not to be called yet; or the latest that have ended. */
export const CallbackList = z.object({
  now: Instant,
  sequence: z.int(),
  you: DeskMember,
  callbacks: z.array(Callback),
});
export type CallbackList = z.infer<typeof CallbackList>;

/** What a write answers: the entry is read again, so that no name stands among kept answers. */
export const CallbackReceipt = z.object({ id: z.string(), revision: z.int(), status: CallbackStatus });
export type CallbackReceipt = z.infer<typeof CallbackReceipt>;

/** Live message `callbacks`: which have changed. Whoever may read them asks for them again. */
export const CallbacksMessage = z.object({ sequence: z.number(), at: Instant, callbacks: z.array(z.string()) });
export type CallbacksMessage = z.infer<typeof CallbacksMessage>;
