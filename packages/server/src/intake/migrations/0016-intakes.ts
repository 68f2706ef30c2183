import type { Kysely } from 'kysely';

/** Requests made on behalf of people; and of a call-back, where the person is. */
export async function createIntakeTables(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('callback').addColumn('address', 'text').execute();
  await db.schema
    .createTable('intake')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('entry_point', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('regulated_by', 'text')
    .addColumn('regulated_number', 'text')
    .addColumn('checklist_version', 'text')
    .addColumn('checklist_yes', 'text')
    .addColumn('checklist_outcome', 'text')
    .addColumn('reason', 'text')
    .addColumn('prior_pathway', 'text')
    .addColumn('label', 'text')
    .addColumn('family_name', 'text')
    .addColumn('given_name', 'text')
    .addColumn('birth_date', 'text')
    .addColumn('patient_id', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('target', 'text')
    .addColumn('booking_id', 'text')
    .addColumn('callback_id', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('intake_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('intake_phone').on('intake').columns(['structure_id', 'phone', 'created_at']).execute();
}
