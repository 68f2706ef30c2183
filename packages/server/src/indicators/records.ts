import { countedEvents, momentOf } from '@relais/engine/indicators';
import type { FactRecord } from '@relais/engine/indicators';
import type { Kysely } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import { findHead } from '../core/db/store.ts';
import type { Store } from '../core/db/store.ts';
import { FIRST_HASH } from '../core/log/event.ts';
import type { EventRow } from '../core/log/event.ts';
import type { Database } from '../tables.ts';
import { readRecord, writeRecord } from './fold.ts';

/** Where in the log figures are. */
export interface Position {
  readonly sequence: number;
  readonly hash: string;
}

export const START: Position = { sequence: 0, hash: FIRST_HASH };

/** Rows written at once: nobody who books waits for more. */
const WRITTEN_AT_ONCE = 200;

/** How far the records are, and how often they were made anew. */
export interface RecordState extends Position {
  readonly made: number;
}

export async function findState(db: Kysely<Database>, structureId: string): Promise<RecordState> {
  const row = await db
    .selectFrom('figure_state')
    .select(['sequence', 'hash', 'made'])
    .where('structure_id', '=', structureId)
    .executeTakeFirst();
  return row ?? { ...START, made: 0 };
}

/** The day the log begins. */
export async function findFirstDay(db: Kysely<Database>, structureId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('event')
    .select('at')
    .where('structure_id', '=', structureId)
    .where('sequence', '=', START.sequence + 1)
    .executeTakeFirst();
  return row && momentOf(row.at).day;
}

/** Where the log itself is. */
export async function findLogEnd(db: Kysely<Database>, structureId: string): Promise<Position> {
  const head = await findHead(db, structureId);
  return head ? { sequence: head.sequence, hash: head.hash } : START;
}

/** The next rows of the log that figures are made of; all the others are passed over. */
export async function readCounted(
  db: Kysely<Database>,
  structureId: string,
  { after, to, limit }: { readonly after: number; readonly to: number; readonly limit: number },
): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('sequence', '>', after)
    .where('sequence', '<=', to)
    .where('type', 'in', countedEvents)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

export async function loadRecords(
  db: Kysely<Database>,
  structureId: string,
  ids: readonly string[],
): Promise<Map<string, FactRecord>> {
  const found = new Map<string, FactRecord>();
  for (const chunk of chunksOf(ids)) {
    const rows = await db
      .selectFrom('fact_record')
      .select(['id', 'body'])
      .where('structure_id', '=', structureId)
      .where('id', 'in', chunk)
      .execute();
    for (const { id, body } of rows) found.set(id, readRecord(body));
  }
  return found;
}

/** Every record of a structure, a page at a time. */
export async function* allRecords(db: Kysely<Database>, structureId: string, page = 2000) {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('fact_record')
      .select(['id', 'sequence', 'body'])
      .where('structure_id', '=', structureId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.id;
  }
}

/** A record that is to be kept; `changedAt` is the last row that has changed it without being part of it. */
export interface ChangedRecord {
  readonly record: FactRecord;
  readonly changedAt?: number | undefined;
}

/**
 * Keeps records, a few at a time, then how far they are. A backend that is behind another overwrites nothing newer, and records that are further than
 * what is said of them do no harm: taking a row of the log twice changes nothing. Where records were made anew meanwhile, these may be gone again.
 *
 * @returns whether they are kept: how far they are is said only where nobody has made them anew since
 */
export async function keepRecords(
  store: Store,
  structureId: string,
  records: Iterable<readonly [id: string, changed: ChangedRecord]>,
  { made, ...position }: RecordState,
): Promise<boolean> {
  const rows = [...records].map(([id, { record, changedAt }]) => ({
    ...{ structure_id: structureId, id },
    ...writeRecord(record, changedAt),
  }));
  for (const chunk of chunksOf(rows, WRITTEN_AT_ONCE)) {
    await store.append((trx) =>
      trx
        .insertInto('fact_record')
        .values(chunk)
        .onConflict((conflict) =>
          conflict
            .columns(['structure_id', 'id'])
            .doUpdateSet((row) => ({ sequence: row.ref('excluded.sequence'), body: row.ref('excluded.body') }))
            .where('fact_record.sequence', '<', (row) => row.ref('excluded.sequence')),
        )
        .execute(),
    );
  }
  return store.append(async (trx) => {
    await trx
      .insertInto('figure_state')
      .values({ structure_id: structureId, ...START, made: 0 })
      .onConflict((conflict) => conflict.column('structure_id').doNothing())
      .execute();
    await trx
      .updateTable('figure_state')
      .set(position)
      .where('structure_id', '=', structureId)
      .where('made', '=', made)
      .where('sequence', '<', position.sequence)
      .execute();
    return (await findState(trx, structureId)).made === made;
  });
}
