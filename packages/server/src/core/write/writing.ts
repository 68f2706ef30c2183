import type { Transaction } from 'kysely';
import type { Database } from '../../tables.ts';
import type { Documents } from '../documents.ts';
import type { NewEvent } from '../log/event.ts';
import type { StructureView } from '../view.ts';

/** One writer's turn on a structure: what it sees, and where it says what it did. */
export interface Writing {
  readonly trx: Transaction<Database>;
  readonly structureId: string;
  readonly documents: Documents;
  /** Exact instant, of events and ledger entries. */
  readonly at: number;
  /** The instant rules are asked at. */
  readonly now: number;
  /** What this write works on: the same for all writers of the group, made by the first that needs it. */
  open<B extends Book>(kind: BookKind<B>): B;
  record(event: NewEvent): void;
}

/**
 * What a subject keeps for the writers of one group: each sees what those before it did, though nothing is written yet. A write opens the books it
 * works on and no others.
 */
export interface Book {
  /** Hears of every event of the group, also of those before it was opened. */
  note?(event: NewEvent): void;
  /** Writes what is not written yet; once when the last writer is done, and before other documents come in force. */
  save(): Promise<void>;
}

/** How a book is made. */
export type BookKind<B extends Book> = (draft: BookContext) => B;

/** What a book is made of. */
export interface BookContext {
  readonly trx: Transaction<Database>;
  readonly structureId: string;
  readonly documents: Documents;
  /** The structure as it was before the group. */
  readonly view: StructureView;
  /** What the group's writers are going to look for, of one kind. */
  readonly asked: (kind: string) => readonly string[];
}

/** Follows an event within its own transaction: both are kept, or neither. It refuses nothing. */
export type Reaction = (writing: Writing, event: NewEvent) => Promise<void>;
