import type { Kysely } from 'kysely';

/** Patients who were not included, without a word of who they are. */
export async function createNonInclusions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('non_inclusion')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('protocol_id', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('said_at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('non_inclusion_key', ['structure_id', 'id'])
    .execute();
}
