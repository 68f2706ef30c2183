import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { Instant } from '../core/instant.ts';
import { CallbackOutcome, EntryPoint } from './callbacks.ts';
import { DoctorAnswer, DoctorChannel } from './doctor-first.ts';

// What the log's rows about call-backs say: codes and instants, never a name, a number or a note.

const Classed = { class: z.string(), rank: z.int(), targetMinutes: z.int() };

export const CallbackRequested = z.object({
  ...Classed,
  entryPoint: EntryPoint,
  reason: z.optional(z.string()),
  arrivedAt: Instant,
});
export const CallbackClaimed = z.object({
  /** Whom it was taken over from. */
  from: z.optional(z.string()),
});
export const CallbackNotReached = z.object({ snoozedUntil: Instant });
export const CallbackReclassed = z.object({
  ...Classed,
  /** The new class does not wait for the treating doctor, who was being asked. */
  endsDoctorWait: z.optional(z.literal(true)),
});
/** Of what was said anew only the code of the reason, where it is another. */
export const CallbackAmended = z.object({ reason: z.optional(z.string()) });
export const CallbackDoctorAsked = z.object({ channel: DoctorChannel, until: Instant });
/** By the link, or on the telephone as the desk says. */
export const CallbackDoctorAnswered = z.object({ answer: DoctorAnswer, by: z.enum(['link', 'desk']) });
export const CallbackClosed = z.object({ outcome: CallbackOutcome, target: z.optional(z.string()) });
const Nothing = z.object({});

export const deskEvents = {
  'desk-settings.imported': DocumentImported,
  'callback.requested': CallbackRequested,
  'callback.claimed': CallbackClaimed,
  'callback.released': Nothing,
  'callback.not-reached': CallbackNotReached,
  /** It was somebody else's number, or a slip: the attempt is not counted any more, and who says so has the call again. */
  'callback.attempt-retracted': Nothing,
  'callback.woken': Nothing,
  'callback.reclassed': CallbackReclassed,
  'callback.doctor-asked': CallbackDoctorAsked,
  /** The mail to the treating doctor has not gone: the desk telephones. */
  'callback.doctor-unreached': Nothing,
  'callback.doctor-answered': CallbackDoctorAnswered,
  /** The time of the treating doctor is over: the request has gone on. */
  'callback.doctor-unanswered': Nothing,
  'callback.annotated': Nothing,
  'callback.amended': CallbackAmended,
  /** Its target was missed, and whoever its class names has been told. */
  'callback.escalated': Nothing,
  'callback.closed': CallbackClosed,
  'callback.reopened': Nothing,
} as const;
