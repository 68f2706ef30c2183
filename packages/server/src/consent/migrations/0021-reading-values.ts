import type { Kysely } from 'kysely';

/** What stands for the names in the text that somebody reads beforehand: who examines, which doctor delegates. Nobody’s who is cared for. */
export async function addReadingValues(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('consent_reading')
    .addColumn('filled', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
}
