import type { Kysely } from 'kysely';

/** Letters that were made of runs. */
export async function createLetterTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('letter')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('prescription', 'text')
    .addColumn('secrecy', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('doctor', 'text')
    .addColumn('salt', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('made_actor', 'text', (column) => column.notNull())
    .addColumn('queued_at', 'bigint')
    .addColumn('sendings', 'bigint', (column) => column.notNull())
    .addColumn('handed_at', 'bigint')
    .addColumn('handed_how', 'text')
    .addPrimaryKeyConstraint('letter_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('letter_run').on('letter').columns(['structure_id', 'run_id']).execute();
}
