import type { Kysely } from 'kysely';

/** The log of actions. */
export async function createActionTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('action')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('mission', 'text', (column) => column.notNull())
    .addColumn('held_on', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('sheet', 'text')
    .addColumn('reached', 'integer')
    .addColumn('attendees', 'integer')
    .addColumn('evidence', 'text')
    .addColumn('corrects', 'text')
    .addColumn('corrected_by', 'text')
    .addColumn('declared_by', 'text', (column) => column.notNull())
    .addColumn('declared_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('action_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('action_day').on('action').columns(['structure_id', 'held_on']).execute();
}
