import type { Kysely } from 'kysely';

/** What figures are made of, how far it is, and which figures are shown to everybody. */
export async function createIndicatorTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('fact_record')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('fact_record_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createTable('figure_state')
    .addColumn('structure_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('figure_publication')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('indicators', 'text', (column) => column.notNull())
    .addColumn('origins', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('figure_publication_key', ['structure_id', 'key'])
    .execute();
}
