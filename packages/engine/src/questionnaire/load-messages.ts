import type { Messages } from './messages.ts';
import { isFrench } from './translations.ts';

/** The words of a language: French for French, English for everything else. */
export async function loadMessages(language: string): Promise<Messages> {
  return isFrench(language) ? (await import('./messages-fr.ts')).fr : (await import('./messages-en.ts')).en;
}
