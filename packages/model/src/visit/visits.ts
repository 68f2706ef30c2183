import * as z from 'zod/mini';
import { ChecklistOutcome } from '../checklist/index.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { EntryPoint } from '../desk/index.ts';
import { PriorPathway, RegulatedBy } from '../intake/index.ts';

/** How a visit stands. `done`: the patient has left and nothing is written yet. */
export const VisitState = z.enum(['expected', 'arrived', 'started', 'done', 'closed', 'noShow']);
export type VisitState = z.infer<typeof VisitState>;

/** What the patient would have done without the centre, as the patient says: emergency department, wait, elsewhere. */
export const WithoutUs = z.enum(['emergency', 'wait', 'elsewhere']);
export type WithoutUs = z.infer<typeof WithoutUs>;

/** How the text for the treating doctor has left the screen. */
export const FeedbackChannel = z.enum(['copied', 'printed']);
export type FeedbackChannel = z.infer<typeof FeedbackChannel>;

/** How the feedback reached the treating doctor, or is to: by that text, or by a letter. */
export const FeedbackWay = z.enum(['copied', 'printed', 'secureMail', 'otherSoftware']);
export type FeedbackWay = z.infer<typeof FeedbackWay>;

/** What is written of a visit that is over: coded values alone. */
export const VisitOutcome = z.object({
  /** Code of the structure's list of final reasons. */
  finalReason: z.string(),
  /** How long it took; absent where nobody knows. */
  minutes: z.optional(z.int()),
  /** Whether the minutes are those between two presses, and not somebody's word. */
  measured: z.optional(z.boolean()),
  /** Code of the structure's list of redirections. */
  redirection: z.optional(z.string()),
  withoutUs: z.optional(WithoutUs),
  /** Closed with one press, as nothing was unusual. */
  usual: z.optional(z.boolean()),
});
export type VisitOutcome = z.infer<typeof VisitOutcome>;

/** Whoever works here: every row of the log of theirs says `actor`. The name is absent for who is no longer on the structure's list. */
export const VisitMember = z.object({ actor: z.string(), name: z.optional(z.string()) });
export type VisitMember = z.infer<typeof VisitMember>;

/** What was written before somebody corrected it, and who did so when. */
export const VisitCorrection = z.object({ by: VisitMember, at: Instant, was: VisitOutcome });
export type VisitCorrection = z.infer<typeof VisitCorrection>;

/** What came with the patient, for whoever treats them. */
export const Brought = z.object({
  entryPoint: z.optional(EntryPoint),
  priorPathway: z.optional(PriorPathway),
  /** Oriented by a protocol: the label. */
  label: z.optional(z.string()),
  /** Who had judged already how grave it is. */
  regulatedBy: z.optional(RegulatedBy),
  /** The signs that were looked for. */
  checklist: z.optional(
    z.object({
      version: z.string(),
      outcome: ChecklistOutcome,
      answeredAt: z.optional(Instant),
      /** How many questions were shown; absent where that version is no longer kept. */
      asked: z.optional(z.int()),
      /** Those answered « yes », as they were asked. */
      yes: z.array(z.string()),
    }),
  ),
  /** What was answered besides for the reason, as it was asked: of questions whose answers are for the doctor. */
  answers: z.optional(z.array(z.object({ question: z.string(), answer: z.string() }))),
  /** Current treatments and major history, as the patient has shared them. */
  treatments: z.optional(z.string()),
  history: z.optional(z.string()),
});
export type Brought = z.infer<typeof Brought>;

/** A patient who is expected, is here, or has been: booked, or come without an appointment. */
export const Visit = z.object({
  /** A booked visit has its booking's. */
  id: z.string(),
  /** Counts the changes, 0 before the first: an action names the one it was decided on. */
  revision: z.int(),
  state: VisitState,
  booked: z.boolean(),
  /** Booked above the capacity of its session. */
  overbooked: z.optional(z.literal(true)),
  /** Of the booking. */
  reference: z.optional(z.string()),
  practiceId: z.string(),
  siteId: z.string(),
  /** Of the seat, of those who have one. */
  start: z.optional(Instant),
  end: z.optional(Instant),
  familyName: z.string(),
  givenName: z.string(),
  birthDate: z.optional(PlainDate),
  phone: z.optional(z.string()),
  /** Code of a reason of the structure, given at entry. */
  reason: z.optional(z.string()),
  /** For clinicians alone; absent where nothing came along. */
  brought: z.optional(Brought),
  addedAt: z.optional(Instant),
  arrivedAt: z.optional(Instant),
  startedAt: z.optional(Instant),
  doneAt: z.optional(Instant),
  closedAt: z.optional(Instant),
  /** Whose visit it is. */
  doctor: z.optional(VisitMember),
  /** Of clinicians' lists, as all that is written of it. */
  outcome: z.optional(VisitOutcome),
  feedback: z.optional(
    z.object({
      channel: FeedbackWay,
      at: Instant,
      /** How far the secure mail is with a letter it was given. */
      delivery: z.optional(z.enum(['queued', 'sent', 'failed'])),
    }),
  ),
  corrections: z.optional(z.array(VisitCorrection)),
});
export type Visit = z.infer<typeof Visit>;

/** A practice within the reach of whoever asks. */
export const VisitPlace = z.object({ practiceId: z.string(), siteId: z.string(), name: z.string() });
export type VisitPlace = z.infer<typeof VisitPlace>;

/** `GET …/visits`: those of one day, in the order of the day, or those that were left open. */
export const VisitList = z.object({
  now: Instant,
  sequence: z.int(),
  date: PlainDate,
  you: z.object({ ...VisitMember.shape, isClinician: z.boolean() }),
  places: z.array(VisitPlace),
  visits: z.array(Visit),
});
export type VisitList = z.infer<typeof VisitList>;

/** What a write answers: the visit is read again, so that no name stands among kept answers. */
export const VisitReceipt = z.object({ id: z.string(), revision: z.int(), state: VisitState });
export type VisitReceipt = z.infer<typeof VisitReceipt>;

/** A visit that nobody has closed, without anything of the patient. */
export const OpenVisit = z.object({
  id: z.string(),
  state: VisitState,
  practiceId: z.string(),
  siteId: z.string(),
  date: PlainDate,
  start: z.optional(Instant),
  doctor: z.optional(VisitMember),
});
export type OpenVisit = z.infer<typeof OpenVisit>;

/** `GET …/open-visits`, the oldest first. */
export const OpenVisits = z.object({ now: Instant, visits: z.array(OpenVisit) });
export type OpenVisits = z.infer<typeof OpenVisits>;

/** Live message `visits`: which have changed. Whoever may read them asks again. */
export const VisitsMessage = z.object({ sequence: z.number(), at: Instant, visits: z.array(z.string()) });
export type VisitsMessage = z.infer<typeof VisitsMessage>;
