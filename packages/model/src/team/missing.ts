import * as z from 'zod/mini';
import { PlainDate } from '../core/instant.ts';

/** What keeps somebody from running a protocol today. */
export const MissingKind = z.enum([
  'notInForce',
  'outOfSeason',
  'profession',
  'notDeclared',
  'commitment',
  'swornStatement',
  'quiz',
  'certificate',
  'certificateExpired',
  'nobodyOnCall',
]);
export type MissingKind = z.infer<typeof MissingKind>;

/** Who can mend it: the person herself, a délégant, the administrator; nobody where the protocol is not for the profession. */
export const Mender = z.enum(['self', 'delegator', 'structureAdmin', 'nobody']);
export type Mender = z.infer<typeof Mender>;

export const Missing = z.object({
  what: MissingKind,
  mender: Mender,
  /** From when on it is there by itself, where that is planned: a season, a version, the next shift. */
  from: z.optional(z.string()),
  /** Since when it is not there any more. */
  since: z.optional(PlainDate),
});
export type Missing = z.infer<typeof Missing>;
