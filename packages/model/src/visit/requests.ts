import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { CallbackId } from '../desk/index.ts';
import { PersonName, Phone } from '../people/index.ts';
import { FeedbackChannel, WithoutUs } from './visits.ts';

// What a client sends stands apart from what it reads: pages load of the contract only what they call.

const Code = z.string().check(z.minLength(1), z.maxLength(80));
/** What the patient says, for whoever treats them. Empty takes it away. */
const Shared = z.string().check(z.trim(), z.maxLength(1000));

/** `POST …/visits`: somebody who comes without an appointment. */
export const AddVisit = Exactly({
  /** Made by the client, unique for ever. */
  id: CallbackId,
  practiceId: z.string().check(z.minLength(1), z.maxLength(80)),
  familyName: PersonName,
  givenName: PersonName,
  /** With it the patient is counted as a person. */
  birthDate: z.optional(PlainDate),
  phone: z.optional(Phone),
  reason: z.optional(Code),
});
export type AddVisit = z.infer<typeof AddVisit>;

/** From 1 minute to 8 hours. */
const Minutes = z.int().check(z.minimum(1), z.maximum(480));

const Written = {
  finalReason: Code,
  /** In place of what was measured. */
  minutes: z.optional(Minutes),
  redirection: z.optional(Code),
  withoutUs: z.optional(WithoutUs),
};

const On = { revision: z.int() };

/** `POST …/visits/{visit}/actions`: what somebody has seen or done, on the revision they saw. */
export const VisitAction = z.discriminatedUnion('kind', [
  Exactly({ ...On, kind: z.literal('arrived') }),
  Exactly({ ...On, kind: z.literal('started') }),
  /** The patient has left: the measure ends. */
  Exactly({ ...On, kind: z.literal('done') }),
  Exactly({ ...On, kind: z.literal('noShow') }),
  /** What is written of it; a visit that was not done is by this. `usual`: with one press, as nothing was unusual. */
  Exactly({ ...On, ...Written, kind: z.literal('close'), usual: z.optional(z.boolean()) }),
  /** Writes it anew: what stood there is kept, with who and when. */
  Exactly({ ...On, ...Written, kind: z.literal('correct') }),
  /** Undoes the last of arrived, started, done, closed and no-show. */
  Exactly({ ...On, kind: z.literal('retract') }),
  /** What the patient shares. */
  Exactly({ ...On, kind: z.literal('share'), treatments: z.optional(Shared), history: z.optional(Shared) }),
  /** The text for the treating doctor has been taken. */
  Exactly({ ...On, kind: z.literal('feedback'), channel: FeedbackChannel }),
]);
export type VisitAction = z.infer<typeof VisitAction>;
