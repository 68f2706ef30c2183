import type { Kysely } from 'kysely';
import type { Database } from '../../tables.ts';
import type { DifferenceList } from './differences.ts';
import type { EventRow, ReadEvent } from './event.ts';

/** What a rebuild reads of a structure, all of one moment, and where it says what differs. */
export interface RebuildContext {
  readonly db: Kysely<Database>;
  readonly structureId: string;
  readonly found: DifferenceList;
}

/** Makes some tables of a structure again from its log, and compares. */
export interface Rebuild {
  /** Takes the next row of the log, and what it says. */
  apply(row: EventRow, event: ReadEvent): void;
  /** Compares the tables with what the rows have led to, once the last has been taken. */
  compare(): Promise<void>;
}

export type RebuildKind = (context: RebuildContext) => Promise<Rebuild>;
