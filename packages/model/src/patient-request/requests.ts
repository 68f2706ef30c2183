import * as z from 'zod/mini';
import { ChecklistRun } from '../checklist/index.ts';
import { Exactly } from '../core/exactly.ts';
import { CallbackId, ReachableWindow } from '../desk/index.ts';
import { Email, PersonName, Phone } from '../people/index.ts';

/** Half-days she may name at most. */
const MOST_WINDOWS = 12;

/**
 * `POST …/patient-requests`: a reason, a contact, when she can be reached, and the signs she was asked about. No word of her own: what is written
 * to nobody in particular, at an hour nobody reads, is where an emergency would be told.
 */
export const PatientRequest = Exactly({
  id: CallbackId,
  /** Code of a reason of the structure. */
  reason: z.string().check(z.minLength(1), z.maxLength(80)),
  familyName: PersonName,
  givenName: PersonName,
  phone: Phone,
  email: z.optional(Email),
  reachable: z.optional(z.array(ReachableWindow).check(z.minLength(1), z.maxLength(MOST_WINDOWS))),
  checklistRun: ChecklistRun,
  /** Of the mail to her. */
  language: z.optional(z.enum(['fr', 'en'])),
});
export type PatientRequest = z.infer<typeof PatientRequest>;
