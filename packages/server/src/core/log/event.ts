import { eventData } from '@relais/model';
import type { EventData, EventPerson, EventType } from '@relais/model';
import { sha256 } from '#digest';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from '../db/chunks.ts';
import { createId } from '../identifiers.ts';
import type { RandomSource } from '../identifiers.ts';
import type { Database } from '../../tables.ts';
import type { EventTable } from '../tables.ts';
import type { StructureRow } from '../db/store.ts';
import { canonicalJson } from './canonical.ts';
import { withoutObjectors } from './objections.ts';

export type EventRow = Selectable<EventTable>;

/** Something that happened, before it has its place in the chain. */
export type NewEvent = { [Type in EventType]: EventOf<Type> }[EventType] & { readonly person?: EventPerson };

interface EventOf<Type extends EventType> {
  readonly type: Type;
  readonly subject: string;
  readonly actor: string;
  readonly data: EventData<Type>;
}

/** An event with the instant it happened at, milliseconds since the epoch. */
export type TimedEvent = NewEvent & { readonly at: number };

/** What an event of the log says, read back. */
export type ReadEvent = { [Type in EventType]: Pick<EventOf<Type>, 'type' | 'data'> }[EventType];

/** A row of the log does not say what rows of its type say. */
export class EventUnreadableError extends Error {
  override readonly name = 'EventUnreadableError';
}

/**
 * Reads a row of the log through the schema of its type; `undefined` for a type that this version does not know.
 * @throws {EventUnreadableError}
 */
export function readEvent({ type, data }: Pick<EventRow, 'type' | 'data'>): ReadEvent | undefined {
  if (!isEventType(type)) return undefined;
  const read = eventData[type].safeParse(parse(data));
  if (!read.success) throw new EventUnreadableError(`A row of the log that says ${type} cannot be understood`);
  // The schema of a type gives the data of that type.
  return { type, data: read.data } as ReadEvent;
}

/** Whether it can; a row somebody has made unreadable is told by `verify-log`, and keeps nobody from anything else. */
export function canBeRead(row: Pick<EventRow, 'type' | 'data'>): boolean {
  try {
    readEvent(row);
    return true;
  } catch {
    return false;
  }
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventData, type);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the first event of a structure has in place of the hash of the event before. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * Appends events to the structure's chain inside the caller's transaction, which must hold the structure's lock, and moves the head.
 * @returns the rows as they were written
 */
export async function appendEvents(
  db: Kysely<Database>,
  head: StructureRow,
  events: readonly TimedEvent[],
  random: RandomSource,
): Promise<EventRow[]> {
  const rows = chain(head, await withoutObjectors(db, head.structure_id, head.sequence + 1, events), random);
  const last = rows.at(-1);
  if (!last) return rows;
  for (const chunk of chunksOf(rows)) await db.insertInto('event').values(chunk).execute();
  await db
    .updateTable('structure')
    .set({ sequence: last.sequence, hash: last.hash })
    .where('structure_id', '=', head.structure_id)
    .execute();
  return rows;
}

function chain(head: StructureRow, events: readonly TimedEvent[], random: RandomSource): EventRow[] {
  let { hash } = head;
  return events.map(({ type, subject, actor, data, at, person }, index) => {
    const row = {
      structure_id: head.structure_id,
      sequence: head.sequence + index + 1,
      at,
      actor,
      type,
      subject,
      data: canonicalJson(data),
      ...personColumns(person, random),
    };
    hash = hashEvent(hash, row);
    return { ...row, hash };
  });
}

/** The salt keeps a digest that outlives an erasure from being found by trying: few people are of one age and commune. */
function personColumns(person: EventPerson | undefined, random: RandomSource) {
  if (!person) return { person: null, person_salt: null, person_digest: null };
  const text = canonicalJson(person);
  const salt = createId(random);
  return { person: text, person_salt: salt, person_digest: digestPerson(salt, text) };
}

function digestPerson(salt: string, person: string): string {
  return sha256(canonicalJson([salt, person]));
}

/** Whether what a row says of a person is what its digest was made of. */
export function isPersonWhole({ person, person_salt: salt, person_digest: digest }: EventRow): boolean {
  if (person === null || salt === null) return digest === null && person === salt;
  return digestPerson(salt, person) === digest;
}

/**
 * SHA-256, in hexadecimal, of the previous hash and everything the row says; of a person, of the digest alone. Rows that say nothing of one are
 * hashed as they were before any could.
 */
export function hashEvent(previous: string, row: Omit<EventRow, 'hash' | 'person' | 'person_salt'>): string {
  const { structure_id, sequence, at, actor, type, subject, data, person_digest: digest } = row;
  const said = [previous, structure_id, sequence, at, actor, type, subject, data];
  return sha256(canonicalJson(digest === null ? said : [...said, digest]));
}
