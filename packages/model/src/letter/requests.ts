import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { Written } from '../core/written.ts';
import { AttendingDoctor } from '../people/index.ts';
import { ProtocolKey } from '../protocol/index.ts';
import { LetterKind } from './settings.ts';

/** Made by the client, at random, and unique for ever. */
export const LetterId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/));

export const MakeLetter = Exactly({
  id: LetterId,
  kind: LetterKind,
  prescription: z.optional(ProtocolKey),
  /** Whoever performed the run has read it; nothing leaves unread. */
  checked: z.literal(true),
  /** Of a liaison letter: the doctor it is for, of the directory or typed. */
  doctor: z.optional(AttendingDoctor),
  /** What is asked of that doctor. */
  request: z.optional(Written(1000)),
  /** A minor wants their parents not to know. */
  secrecy: z.optional(z.boolean()),
});
export type MakeLetter = z.infer<typeof MakeLetter>;

/** A letter after a visit: what is known of it, and the words of whoever has seen the patient. */
export const MakeVisitLetter = Exactly({
  id: LetterId,
  /** Of the visit, as it was read. */
  revision: z.int().check(z.minimum(0)),
  /** Whoever has seen the patient has read it; nothing leaves unread. */
  checked: z.literal(true),
  /** They say that the patient knows that their doctor receives this, and does not object. A decision that is kept goes before. */
  informed: z.optional(z.literal(true)),
  /** Of the directory or typed. */
  doctor: z.optional(AttendingDoctor),
  /** What they add. */
  note: z.optional(Written(2000)),
  /** What is asked of that doctor. */
  request: z.optional(Written(1000)),
  /** A minor wants their parents not to know. */
  secrecy: z.optional(z.boolean()),
  /** The letter that it takes the place of: the latest of the visit, where there is one. */
  replaces: z.optional(LetterId),
});
export type MakeVisitLetter = z.infer<typeof MakeVisitLetter>;

/** How a letter was handed over by somebody. */
export const LetterHanding = z.enum(['printed', 'secureMail', 'otherSoftware']);
export const HandLetter = Exactly({
  how: LetterHanding,
  /** The day on which it was handed over, by the structure’s calendar, where that is noted later. */
  on: z.optional(PlainDate),
});
export type HandLetter = z.infer<typeof HandLetter>;
