import type { LetterHanding } from '@relais/model';
import type { LetterKind } from '@relais/model';
import type * as z from 'zod/mini';

export interface LetterTables {
  letter: LetterTable;
}

/** A letter that was made of a run: nothing of what it says ever changes. */
export interface LetterTable {
  structure_id: string;
  /** Made by the client. */
  id: string;
  run_id: string;
  kind: LetterKind;
  prescription: string | null;
  secrecy: number;
  /** `LetterContent` as JSON. */
  content: string;
  /** The doctor it is for, as JSON. */
  doctor: string | null;
  /** What the digest of all this in the log is made with. */
  salt: string;
  made_at: number;
  made_actor: string;
  /** When it was given to the secure mail, and how often. */
  queued_at: number | null;
  sendings: number;
  handed_at: number | null;
  handed_how: z.infer<typeof LetterHanding> | null;
}
