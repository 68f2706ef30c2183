import { appendFile } from 'node:fs/promises';
import { SmsNotSentError } from './sms.ts';
import type { SmsPort } from './sms.ts';

/** Writes messages into a file, a line of JSON each, instead of sending them: for the demonstration and for trials. */
export function createFileSms(file: string): SmsPort {
  return {
    async send(message) {
      try {
        await appendFile(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
      } catch (error) {
        throw new SmsNotSentError('file-not-written', { cause: error });
      }
    },
  };
}
