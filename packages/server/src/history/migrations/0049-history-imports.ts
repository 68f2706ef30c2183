import type { Kysely } from 'kysely';

/** What structures have taken over from files, and the counts among it. */
export async function createHistoryImports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('history_import')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('taken', 'integer', (column) => column.notNull())
    .addColumn('refused', 'integer', (column) => column.notNull())
    .addColumn('imported_by', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'bigint', (column) => column.notNull())
    .addColumn('undone_by', 'text')
    .addColumn('undone_at', 'bigint')
    .addPrimaryKeyConstraint('history_import_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createTable('history_count')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('import_id', 'text', (column) => column.notNull())
    .addColumn('indicator', 'text', (column) => column.notNull())
    .addColumn('first_day', 'text', (column) => column.notNull())
    .addColumn('last_day', 'text', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addColumn('of_n', 'integer')
    .addPrimaryKeyConstraint('history_count_key', ['structure_id', 'import_id', 'indicator', 'first_day'])
    .execute();
}
