import type { EventType } from '@relais/model';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Kysely, Selectable } from 'kysely';
import type { Database, EventTable } from '../db/schema.ts';
import type { StructureRow } from '../db/store.ts';
import { canonicalJson } from './canonical.ts';

export type EventRow = Selectable<EventTable>;

/** Something that happened, before it has its place in the chain. `data` holds ids, instants and weights, never anything about a person. */
export interface NewEvent {
  readonly type: EventType;
  readonly subject: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the first event of a structure has in place of the hash of the event before. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * Appends events to the structure's chain inside the caller's transaction, which must hold the structure's lock, and moves the head.
 * @returns the new head, and the rows as they were written
 */
export async function appendEvents(
  db: Kysely<Database>,
  head: StructureRow,
  at: number,
  events: readonly NewEvent[],
): Promise<{ head: StructureRow; rows: EventRow[] }> {
  const rows = chain(head, at, events);
  const last = rows.at(-1);
  if (!last) return { head, rows };
  await Promise.all([
    db.insertInto('event').values(rows).execute(),
    db
      .updateTable('structure')
      .set({ sequence: last.sequence, hash: last.hash })
      .where('structure_id', '=', head.structure_id)
      .execute(),
  ]);
  return { head: { ...head, sequence: last.sequence, hash: last.hash }, rows };
}

function chain(head: StructureRow, at: number, events: readonly NewEvent[]): EventRow[] {
  let { hash } = head;
  return events.map(({ type, subject, actor, data }, index) => {
    const row = {
      structure_id: head.structure_id,
      sequence: head.sequence + index + 1,
      at,
      actor,
      type,
      subject,
      data: canonicalJson(data),
    };
    hash = hashEvent(hash, row);
    return { ...row, hash };
  });
}

/** SHA-256, in hexadecimal, of the previous hash and everything the row says. */
export function hashEvent(previous: string, row: Omit<EventRow, 'hash'>): string {
  const { structure_id, sequence, at, actor, type, subject, data } = row;
  return bytesToHex(
    sha256(utf8ToBytes(canonicalJson([previous, structure_id, sequence, at, actor, type, subject, data]))),
  );
}
