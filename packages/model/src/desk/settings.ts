import * as z from 'zod/mini';
import { Exactly, LocalizedText } from '../core/exactly.ts';
import { Email } from '../people/index.ts';
import { Weekday } from '../scheduling/index.ts';
import { ReasonQuestions } from './reason-questions.ts';

const Code = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, 40 at most'));
const Coded = { code: Code, label: LocalizedText };

function haveOwnCodes(entries: readonly { readonly code: string }[]): boolean {
  return new Set(entries.map(({ code }) => code)).size === entries.length;
}

/**
 * A class of call-back. Classes are called by the part of their target that has passed; of two that have waited alike, the lower rank goes first.
 * Rank 0 was sent to 15: its people are called first, to check, and have no target.
 */
export const CallbackClass = Exactly({
  ...Coded,
  rank: z.int().check(z.minimum(0), z.maximum(99)),
  /** From the request to the call. */
  targetMinutes: z.int().check(z.minimum(0), z.maximum(43_200)),
  /** A clinician must call (« rappel soignant »): nobody else may take the call. */
  clinicianOnly: z.optional(z.boolean()),
  /** Who is told when the target is missed, in words: the board says it on the row. */
  escalation: z.optional(LocalizedText),
  /** Where they are told by mail, without anybody's name. */
  escalationMail: z.optional(Email),
}).check(
  z.refine(({ rank, targetMinutes }) => (rank === 0) === (targetMinutes === 0), {
    path: ['targetMinutes'],
    params: { accepted: '0 for rank 0, at least 1 for all others' },
  }),
);
export type CallbackClass = z.infer<typeof CallbackClass>;

/** « Médecin traitant d’abord »: a request waits so long for the answer of the patient's treating doctor. */
export const DoctorFirstSettings = Exactly({
  minutes: z.int().check(z.minimum(1), z.maximum(240)),
  /** Codes of the classes that wait; all others are called at once. */
  classes: z.array(Code).check(z.minLength(1), z.maxLength(30)),
  /** Page of the structure's site where the link leads; without it the desk telephones. */
  page: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
});
export type DoctorFirstSettings = z.infer<typeof DoctorFirstSettings>;

/** Nobody is made to wait for a doctor who ought to be called sooner. */
function mayWait({
  classes,
  doctorFirst,
}: {
  classes: readonly CallbackClass[];
  doctorFirst?: DoctorFirstSettings | undefined;
}) {
  if (!doctorFirst) return true;
  const patient = classes.filter(
    ({ rank, clinicianOnly, targetMinutes }) =>
      rank > 0 && clinicianOnly !== true && targetMinutes > doctorFirst.minutes,
  );
  return doctorFirst.classes.every((code) => patient.some((one) => one.code === code));
}

/** `HH:MM` of the territory's clock; `24:00` is the end of the day. */
const Time = z.string().check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/));

/** When people are called: on these days of the week, holidays of the territory left out unless `onHoliday` says `open`. */
export const ServiceHours = Exactly({
  days: z.array(Weekday).check(z.minLength(1), z.maxLength(7)),
  from: Time,
  to: Time,
}).check(z.refine(({ from, to }) => from < to, { path: ['to'], params: { accepted: 'a later time of the same day' } }));
export type ServiceHours = z.infer<typeof ServiceHours>;

/** Patients may ask to be called back from a page of the structure's site. */
export const PatientRequestSettings = Exactly({
  hours: z.array(ServiceHours).check(z.minLength(1), z.maxLength(20)),
  onHoliday: z.optional(z.enum(['closed', 'open'])),
  /** Class of a request that the checklist sends nowhere. No request has another but the one the checklist names. */
  class: Code,
  /** Of the service, where it is not the structure's. */
  phone: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  /** Page of the structure's site where the link of a request leads; it must embed `relais-request`. */
  page: z.string().check(z.minLength(1), z.maxLength(500)),
});
export type PatientRequestSettings = z.infer<typeof PatientRequestSettings>;

/** What a structure decides about its desk: how calls are classed, and where people may be sent to. */
export const DeskSettings = Exactly({
  formatVersion: z.literal('relais-desk/1'),
  classes: z
    .array(CallbackClass)
    .check(z.minLength(1), z.maxLength(30), z.refine(haveOwnCodes, { params: { accepted: 'each code once' } })),
  /** Where somebody may be sent instead of being seen here. */
  redirections: z
    .array(Exactly(Coded))
    .check(z.minLength(1), z.maxLength(50), z.refine(haveOwnCodes, { params: { accepted: 'each code once' } })),
  /** After how long somebody who did not answer is called again, in minutes, unless the desk says otherwise. */
  snoozeMinutes: z.int().check(z.minimum(1), z.maximum(1440)),
  /** A seat that is given back is offered to those who wait, one after the other; when left out, it is everybody's at once. */
  freedSeats: z.optional(
    Exactly({
      /** How long it is kept for each who is asked. */
      offerSeconds: z.int().check(z.minimum(60), z.maximum(86_400)),
      /** Page of the structure's site where the link of an offer leads; without it the desk telephones. */
      page: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
    }),
  ),
  /** The treating doctor is asked before anybody calls; when left out, nobody waits for one. */
  doctorFirst: z.optional(DoctorFirstSettings),
  /** Patients may ask to be called back by themselves; when left out, they telephone. */
  patientRequests: z.optional(PatientRequestSettings),
  /** What the desk asks besides for a reason; when left out, nothing. */
  reasonQuestions: z.optional(ReasonQuestions),
}).check(
  z.refine(mayWait, {
    path: ['doctorFirst', 'classes'],
    params: { accepted: 'classes with a longer target, neither of rank 0 nor for clinicians alone' },
  }),
  z.refine(
    ({ classes, patientRequests }) =>
      !patientRequests || classes.some(({ code, rank }) => code === patientRequests.class && rank > 0),
    { path: ['patientRequests', 'class'], params: { accepted: 'the code of a class whose rank is not 0' } },
  ),
);
export type DeskSettings = z.infer<typeof DeskSettings>;
