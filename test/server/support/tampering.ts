import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../../packages/server/src/tables.ts';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { FIRST_HASH, hashEvent } from '../../../packages/server/src/core/log/event.ts';
import type { EventRow } from '../../../packages/server/src/core/log/event.ts';

/** Lets somebody with access to the database change it, looks, and puts everything back. */
export async function tamper<T>(
  store: Store,
  change: (db: Transaction<Database>) => Promise<unknown>,
  look: (db: Transaction<Database>) => Promise<T>,
): Promise<T> {
  const trx = await store.db.startTransaction().execute();
  try {
    await change(trx);
    return await look(trx);
  } finally {
    await trx.rollback().execute();
  }
}

/** Writes a log anew from what `edit` makes of its rows, with hashes that fit and a head that fits them. */
export async function rewriteLog(db: Kysely<Database>, edit: (row: EventRow) => Partial<EventRow>): Promise<void> {
  let hash = FIRST_HASH;
  for (const row of await db.selectFrom('event').selectAll().orderBy('sequence').execute()) {
    const changed = { ...row, ...edit(row) };
    hash = hashEvent(hash, changed);
    await db
      .updateTable('event')
      .set({ ...changed, hash })
      .where('sequence', '=', row.sequence)
      .execute();
  }
  await db.updateTable('structure').set({ hash }).execute();
}

/** Takes rows off the end of a log, and lets its head know nothing of them. */
export async function cutLog(db: Kysely<Database>, last: number): Promise<void> {
  await db.deleteFrom('event').where('sequence', '>', last).execute();
  const { hash } = await db.selectFrom('event').select('hash').where('sequence', '=', last).executeTakeFirstOrThrow();
  await db.updateTable('structure').set({ sequence: last, hash }).execute();
}
