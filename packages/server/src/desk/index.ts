import type { Subject } from '../core/subject.ts';
import { deskWords } from './api-words.ts';
import { callbacksTopic } from './callbacks-topic.ts';
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
  mails: { 'desk.escalation': escalationMail },
  chores: [{ every: 30_000, run: escalate }],
  rebuild: rebuildDesk,
};

export { escalate, escalationMail } from './escalations.ts';
export { findCallback, listOpen, toEntry } from './callback-rows.ts';
export type { CallbackRow } from './tables.ts';
export { closeWithSeat, decideActions, decideRequest } from './callbacks.ts';
export { requireDesk } from './policy.ts';
export { deskSettingsDocument, requireTarget } from './settings-document.ts';
