import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant, PlainDate } from '../core/instant.ts';
import { SeatFilters } from '../booking/index.ts';
import { Email, PersonName, Phone } from '../people/index.ts';
import { EntryPoint, ReachableWindow } from './callbacks.ts';
import { DoctorAnswer } from './doctor-first.ts';

// What a client sends stands apart from what it reads: pages load of the contract only what they call.

/** An id made by the client, unique for ever: a device that was off for a week sends the same one again. */
export const CallbackId = z.string().check(z.regex(/^[a-z0-9-]{20,40}$/));

const Code = z.string().check(z.minLength(1), z.maxLength(80));

/** What may be noted for colleagues: no clinical detail belongs here. Bounded, and erased with the entry. */
const Note = z.string().check(z.trim(), z.minLength(1), z.maxLength(300));

/** What a seat must be for somebody who waits; nothing where any will do. */
export const SeatWish = Exactly({ ...SeatFilters.shape, from: z.optional(Instant), to: z.optional(Instant) });
export type SeatWish = z.infer<typeof SeatWish>;

/** What somebody says of herself and of what she asks for, and may say again otherwise. */
const Said = {
  reason: z.optional(Code),
  /** Where the person is, for whoever is sent there. */
  address: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(300))),
  familyName: z.optional(PersonName),
  givenName: z.optional(PersonName),
  birthDate: z.optional(PlainDate),
  /** Where a seat that is freed may be offered to them. */
  email: z.optional(Email),
  wants: z.optional(SeatWish),
  reachable: z.optional(z.array(ReachableWindow).check(z.minLength(1), z.maxLength(20))),
};

/** `POST …/callbacks`. A number is enough; a person is known again when name, given name and birth date are all there. */
export const CallbackRequest = Exactly({
  id: CallbackId,
  /** Code of a class of the structure. */
  class: Code,
  entryPoint: EntryPoint,
  phone: Phone,
  ...Said,
  /** Of the letters to the person. */
  language: z.optional(z.enum(['fr', 'en'])),
  /** The treating doctor, by the id of the directory: asked first where the structure wants it. */
  attendingDoctor: z.optional(Code),
  /** When the request came, if not now: a device may have been off line. */
  arrivedAt: z.optional(Instant),
  note: z.optional(Note),
});
export type CallbackRequest = z.infer<typeof CallbackRequest>;

const On = { revision: z.int() };

/** `POST …/callbacks/{callback}/actions`: what somebody at the desk has done, on the revision they saw. */
export const CallbackAction = z.discriminatedUnion('kind', [
  /** Take the call: nobody else does. `from` names the owner it is taken over from. */
  Exactly({ ...On, kind: z.literal('claim'), from: z.optional(z.string().check(z.maxLength(200))) }),
  /** Give it back untouched. */
  Exactly({ ...On, kind: z.literal('release') }),
  /** Nobody answered: back to the list, to be called again at `snoozedUntil`. */
  Exactly({ ...On, kind: z.literal('notReached'), snoozedUntil: z.optional(Instant) }),
  /** Undoes `notReached`: the attempt does not count, and the call is theirs again who made it. */
  Exactly({ ...On, kind: z.literal('retract') }),
  /** Not to be called before this instant is no longer so. */
  Exactly({ ...On, kind: z.literal('wake') }),
  /** `endsDoctorWait`: signs call for a clinician, whatever the class waits for. */
  Exactly({ ...On, kind: z.literal('reclass'), class: Code, endsDoctorWait: z.optional(z.literal(true)) }),
  /** What somebody who waits says anew: what is left out stays as it was. */
  Exactly({ ...On, kind: z.literal('amend'), ...Said }),
  /** What the treating doctor has said on the telephone. */
  Exactly({ ...On, kind: z.literal('doctorAnswered'), answer: DoctorAnswer }),
  Exactly({ ...On, kind: z.literal('annotate'), note: z.union([Note, z.literal('')]) }),
  Exactly({ ...On, kind: z.literal('seatFound') }),
  Exactly({ ...On, kind: z.literal('redirected'), target: Code }),
  Exactly({ ...On, kind: z.literal('advised') }),
  Exactly({ ...On, kind: z.literal('givenUp') }),
  /** Another entry asks for the same person: this one ends, that one stays. */
  Exactly({ ...On, kind: z.literal('duplicate') }),
  /** Undoes the end: it is the one's again who ended it. */
  Exactly({ ...On, kind: z.literal('reopen') }),
]);
export type CallbackAction = z.infer<typeof CallbackAction>;
