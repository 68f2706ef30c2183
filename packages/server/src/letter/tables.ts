import type { LetterHanding } from '@relais/model';
import type { LetterKind } from '@relais/model';
import type * as z from 'zod/mini';

export interface LetterTables {
  letter: LetterTable;
}

/** A letter that was made: nothing of what it says ever changes. */
export interface LetterTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  /** What it is about, and its id. */
  about: 'run' | 'visit';
  about_id: string;
  kind: LetterKind;
  prescription: string | null;
  secrecy: number;
  /** `LetterContent` as JSON. */
  content: string;
  /** The doctor it is for, as JSON. */
  doctor: string | null;
  /** Of a visit: who the patient is and when it was, as the letter says (`LetterHead` as JSON). A run that has ended does not change. */
  head: string | null;
  /** The letter whose place it takes, the first of its versions, and which of them it is. */
  replaces: string | null;
  series: string | null;
  version: number;
  /** Whoever made it has said that the patient knows and does not object. */
  informed: number;
  /** What the digest of all this in the log is made with. */
  salt: string;
  made_at: number;
  made_actor: string;
  /** When it was given to the secure mail, and how often. */
  queued_at: number | null;
  sendings: number;
  handed_at: number | null;
  handed_how: z.infer<typeof LetterHanding> | null;
  /** The day on which it was, `YYYY-MM-DD`, where that was noted later. */
  handed_on: string | null;
}
