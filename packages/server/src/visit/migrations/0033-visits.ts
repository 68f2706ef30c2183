import type { Kysely } from 'kysely';

/** Visits, and the way from a booking to the request it came from. */
export async function createVisitTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('visit')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('booked', 'bigint', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('service_date', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('family_name', 'text')
    .addColumn('given_name', 'text')
    .addColumn('birth_date', 'text')
    .addColumn('phone', 'text')
    .addColumn('patient_id', 'text')
    .addColumn('treatments', 'text')
    .addColumn('history', 'text')
    .addColumn('arrived_at', 'bigint')
    .addColumn('started_at', 'bigint')
    .addColumn('done_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('no_show_at', 'bigint')
    .addColumn('doctor', 'text')
    .addColumn('final_reason', 'text')
    .addColumn('minutes', 'bigint')
    .addColumn('measured', 'bigint')
    .addColumn('redirection', 'text')
    .addColumn('without_us', 'text')
    .addColumn('usual', 'bigint')
    .addColumn('corrections', 'text', (column) => column.notNull())
    .addColumn('feedback_channel', 'text')
    .addColumn('feedback_at', 'bigint')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_key', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('visit_day').on('visit').columns(['structure_id', 'service_date']).execute();
  await db.schema.createIndex('intake_booking').on('intake').columns(['structure_id', 'booking_id']).execute();
}
