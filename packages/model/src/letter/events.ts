import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';
import { LetterHanding } from './requests.ts';
import { LetterKind } from './settings.ts';
import { DocumentImported } from '../core/document.ts';

/** `run` or `visit`: the id of what the letter is about. */
const shape = { run: z.optional(z.string()), visit: z.optional(z.string()), kind: LetterKind };

const LetterLook = z.enum(['list', 'pdf', 'package', 'message']);

/** What happens to letters; the subject of a row is the letter's id. Nobody's name, no address, no word of what it says. */
export const letterEvents = {
  'letters.imported': DocumentImported,
  /** `digest`: of what it says and whom it is for, salted, in hexadecimal. */
  'letter.made': z.object({
    ...shape,
    secrecy: z.optional(z.literal(true)),
    digest: z.string(),
    /** The letter that it takes the place of. */
    replaces: z.optional(z.string()),
    /** Whoever wrote it says that the patient knows of it and does not object. */
    informed: z.optional(z.literal(true)),
  }),
  'letter.queued': z.object(shape),
  /** `on`: the day, where it is noted later. */
  'letter.handed': z.object({ ...shape, how: LetterHanding, on: z.optional(PlainDate) }),
  /** Looked at, printed or taken away. The subject is the run's id. */
  'letter.read': z.object({ as: LetterLook }),
  /** The same of a visit, whose id is the subject. */
  'visit-letter.read': z.object({ as: LetterLook }),
} as const;
