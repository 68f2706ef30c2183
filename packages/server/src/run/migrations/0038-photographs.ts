import type { Kysely } from 'kysely';

/** Photographs of runs. The picture stands apart from the rest of its run, which is read much more often. */
export async function createPhotographs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('run_photograph')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('width', 'bigint', (column) => column.notNull())
    .addColumn('height', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('picture', 'text')
    .addColumn('taken_at', 'bigint', (column) => column.notNull())
    .addColumn('attached_at', 'bigint', (column) => column.notNull())
    .addColumn('removed_at', 'bigint')
    .addColumn('withdrawn_at', 'bigint')
    .addPrimaryKeyConstraint('run_photograph_key', ['structure_id', 'run_id', 'id'])
    .execute();
}
