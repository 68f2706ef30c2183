import * as z from 'zod/mini';
import { ChangeReason, Hold } from '../booking/index.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { DoctorChannel } from '../desk/index.ts';
import { Seat, Slot } from '../scheduling/index.ts';

/** Where a request ends: a seat, the call-back list, or elsewhere. There is no fourth. */
export const IntakeOutcome = z.enum(['seat', 'callback', 'redirected']);
export type IntakeOutcome = z.infer<typeof IntakeOutcome>;

/** What has been tried before for the same complaint. */
export const PriorPathway = z.enum([
  'none',
  'attendingDoctor',
  'otherDoctor',
  'pharmacist',
  'nurse',
  'emergencyDepartment',
  'dispatchCentre',
  'outOfHoursCare',
  'other',
]);
export type PriorPathway = z.infer<typeof PriorPathway>;

/** Who has judged already how grave it is, so that the checklist is not asked again. */
export const RegulatedBy = z.enum(['dispatchCentre', 'triageNurse', 'doctor']);
export type RegulatedBy = z.infer<typeof RegulatedBy>;

/** What a request led to. No name is in it, so that it may stand among kept answers. */
export const IntakeReceipt = z.object({
  id: z.string(),
  outcome: IntakeOutcome,
  booking: z.optional(z.object({ id: z.string(), reference: z.string(), seat: Seat })),
  /** The entry of the call-back list; with `redirected`, the call back that checks on somebody sent to 15. */
  callback: z.optional(z.string()),
  target: z.optional(z.string()),
  /** The treating doctor is asked first. */
  doctor: z.optional(z.object({ channel: DoctorChannel, until: Instant })),
});
export type IntakeReceipt = z.infer<typeof IntakeReceipt>;

/**
 * Why this seat: `only`, no other practice could take it; `account`, its account is the furthest behind its share; `turn`, of those whose accounts
 * stand alike it has waited longest for a booking; `asked`, somebody has chosen it, and the account is kept as if it had been proposed;
 * `overbooked`, somebody has chosen it above the capacity of its session: others that had a seat earn their share, and it pays for the booking.
 */
export const SeatReason = z.object({
  kind: z.enum(['only', 'account', 'turn', 'asked', 'overbooked']),
  /** Practices that could have taken it. */
  practices: z.int(),
  /** Of the practice, as parts of 1, before this seat; absent while no request has come when it was open. */
  account: z.optional(z.object({ share: z.number(), received: z.number() })),
  /** From the commune named, by the territory's table. */
  travelMinutes: z.optional(z.number()),
});
export type SeatReason = z.infer<typeof SeatReason>;

/** A seat kept for a request while it is being written, with the reason. */
export const SeatProposal = z.object({
  ...Hold.shape,
  reason: SeatReason,
  /** Above the capacity of its session: a secretary has asked for it knowingly. */
  overbooked: z.optional(z.literal(true)),
});
export type SeatProposal = z.infer<typeof SeatProposal>;

/**
 * Whether a slot can be had, and what stands in the way: taken, kept for others by a label or an audience, within the notice or past, not open yet,
 * closed, further than accepted, without what is needed there.
 */
export const SlotStanding = z.enum([
  'free',
  'full',
  'reserved',
  'other-audience',
  'too-late',
  'too-early',
  'closed',
  'too-far',
  'not-equipped',
]);
export type SlotStanding = z.infer<typeof SlotStanding>;

export const ExplainedSlot = z.object({
  ...Slot.shape,
  standing: SlotStanding,
  /**
   * Of a full slot in a session without a free seat, where whoever asks may book above its capacity: how many are booked or held so in the
   * session, and how many may be.
   */
  overbooking: z.optional(z.object({ used: z.int(), limit: z.int() })),
});
export type ExplainedSlot = z.infer<typeof ExplainedSlot>;

/** `GET …/explained-slots`: every slot that is or would be planned on a date. */
export const ExplainedSlots = z.object({ now: Instant, date: PlainDate, slots: z.array(ExplainedSlot) });
export type ExplainedSlots = z.infer<typeof ExplainedSlots>;

const Named = {
  familyName: z.optional(z.string()),
  givenName: z.optional(z.string()),
  birthDate: z.optional(PlainDate),
};

/** What a telephone number, or a person, already has here. `isSame`: names and birth date are those asked for. */
export const KnownRequest = z.discriminatedUnion('kind', [
  z.object({
    ...Named,
    kind: z.literal('booking'),
    id: z.string(),
    isSame: z.boolean(),
    reference: z.string(),
    seat: Seat,
    /** Booked above the capacity of its session. */
    overbooked: z.optional(z.literal(true)),
    /** Whoever has asked may cancel and move it. Answers of an earlier version do not say. */
    mayChange: z.optional(z.boolean()),
  }),
  z.object({
    ...Named,
    kind: z.literal('callback'),
    id: z.string(),
    isSame: z.boolean(),
    class: z.string(),
    arrivedAt: Instant,
    dueAt: Instant,
    /** Of those who are to be called now, from 1; absent for somebody who is not to be called yet. */
    place: z.optional(z.int()),
    isClaimed: z.boolean(),
    /** Until when the treating doctor is waited for. */
    doctorUntil: z.optional(Instant),
  }),
  z.object({
    ...Named,
    kind: z.literal('redirected'),
    id: z.string(),
    isSame: z.boolean(),
    target: z.string(),
    at: Instant,
  }),
]);
export type KnownRequest = z.infer<typeof KnownRequest>;

/** A booking to come that was cancelled, with what the desk has said of it. */
export const KnownCancelled = z.object({
  ...Named,
  id: z.string(),
  isSame: z.boolean(),
  reference: z.string(),
  seat: Seat,
  at: Instant,
  /** Absent where a patient cancelled by the link. */
  why: z.optional(ChangeReason),
  note: z.optional(z.string()),
  /** There while whoever asks may take the cancellation back, if the seat can still be had. */
  revision: z.optional(z.int()),
});
export type KnownCancelled = z.infer<typeof KnownCancelled>;

/** `POST …/intakes/search`: what stands, what is to come first; and what was cancelled, the latest first (answers of an earlier version do not say). */
export const KnownRequests = z.object({
  now: Instant,
  known: z.array(KnownRequest),
  cancelled: z.optional(z.array(KnownCancelled)),
});
export type KnownRequests = z.infer<typeof KnownRequests>;
