import { ATTENDING_DOCTOR_ACTOR } from '../core/actors.ts';
import type { Subject } from '../core/subject.ts';
import { deskWords } from './api-words.ts';
import { callbacksTopic } from './callbacks-topic.ts';
import { DOCTOR_MAIL, doctorMail } from './doctor-mail.ts';
import { endDoctorWaits, provesQuestion, telephoneInstead } from './doctor-question.ts';
import { rebuildDesk } from './rebuild.ts';
import { escalate, escalationMail, findLateCallbacks } from './escalations.ts';
import { deskRoutes } from './routes.ts';
import { deskSettingsDocument } from './settings-document.ts';

/** Those who wait to be called back, and who calls them. */
export const desk: Subject = {
  apiWords: deskWords,
  documents: [deskSettingsDocument],
  routes: deskRoutes,
  matters: findLateCallbacks,
  topics: { callbacks: callbacksTopic },
  links: (context) => ({
    doctorQuestion: { actor: ATTENDING_DOCTOR_ACTOR, proves: (...link) => provesQuestion(context, ...link) },
  }),
  mails: { 'desk.escalation': escalationMail, [DOCTOR_MAIL]: { ...doctorMail, notSent: telephoneInstead } },
  chores: [
    { every: 30_000, run: escalate },
    { every: 15_000, run: endDoctorWaits },
  ],
  rebuild: rebuildDesk,
};

export { escalate, escalationMail } from './escalations.ts';
export { doctorUntilOf } from './doctor-rows.ts';
export { endDoctorWaits } from './doctor-question.ts';
export { countOpen, findCallback, isOwn, listOpen, MOST_OPEN, toEntry } from './callback-rows.ts';
export type { CallbackRow } from './tables.ts';
export { closeWithdrawn, closeWithSeat, decideActions, decideRequest } from './callbacks.ts';
export { requireDesk } from './policy.ts';
export { deskSettingsDocument, requireTarget } from './settings-document.ts';
