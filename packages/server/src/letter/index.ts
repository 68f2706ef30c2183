import type { Subject } from '../core/subject.ts';
import { letterWords } from './api-words.ts';
import { liaisonMail } from './liaison-mail.ts';
import { rebuildLetters } from './rebuild.ts';
import { letterRoutes } from './routes.ts';
import { letterSettingsDocument } from './settings-document.ts';
import { LETTER_MAIL } from './store.ts';

/** What leaves a run: the letter to the treating doctor, the patient's sheet, the prescription, a certificate. */
export const letter: Subject = {
  apiWords: letterWords,
  documents: [letterSettingsDocument],
  routes: letterRoutes,
  mails: { [LETTER_MAIL]: liaisonMail },
  rebuild: rebuildLetters,
};
