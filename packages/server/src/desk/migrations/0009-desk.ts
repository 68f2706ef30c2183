import type { Kysely } from 'kysely';

/** The call-back list. */
export async function createDeskTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('callback')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('class', 'text', (column) => column.notNull())
    .addColumn('rank', 'bigint', (column) => column.notNull())
    .addColumn('target_minutes', 'bigint', (column) => column.notNull())
    .addColumn('clinician_only', 'bigint', (column) => column.notNull())
    .addColumn('entry_point', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('arrived_at', 'bigint', (column) => column.notNull())
    .addColumn('snoozed_until', 'bigint')
    .addColumn('reachable', 'text')
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('family_name', 'text')
    .addColumn('given_name', 'text')
    .addColumn('birth_date', 'text')
    .addColumn('note', 'text')
    .addColumn('patient_id', 'text')
    .addColumn('owner', 'text')
    .addColumn('owned_since', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('target', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('callback_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('callback_closed')
    .on('callback')
    .columns(['structure_id', 'status', 'closed_at'])
    .execute();
}
