import * as z from 'zod/mini';
import { LetterHanding } from './requests.ts';
import { LetterKind } from './settings.ts';
import { DocumentImported } from '../core/document.ts';

const shape = { run: z.string(), kind: LetterKind };

/** What happens to letters; the subject of a row is the letter's id. Nobody's name, no address, no word of what it says. */
export const letterEvents = {
  'letters.imported': DocumentImported,
  /** `digest`: of what it says and whom it is for, salted, in hexadecimal. */
  'letter.made': z.object({ ...shape, secrecy: z.optional(z.literal(true)), digest: z.string() }),
  'letter.queued': z.object(shape),
  'letter.handed': z.object({ ...shape, how: LetterHanding }),
  /** Looked at, printed or taken away. The subject is the run's id. */
  'letter.read': z.object({ as: z.enum(['list', 'pdf', 'package', 'message']) }),
} as const;
