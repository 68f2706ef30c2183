import type { Kysely } from 'kysely';

/** What is said of each publication of a planning, and the bookings that one has left without a seat. */
export async function createPlanningTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('planning_publication')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('from_date', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('undoes', 'bigint')
    .addColumn('moved', 'bigint', (column) => column.notNull())
    .addColumn('kept', 'bigint', (column) => column.notNull())
    .addColumn('to_call', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('planning_publication_key', ['structure_id', 'version'])
    .execute();
  await db.schema
    .createTable('unseated_booking')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('booking_id', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('choice', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addPrimaryKeyConstraint('unseated_booking_key', ['structure_id', 'booking_id'])
    .execute();
  await db.schema
    .createIndex('unseated_booking_open')
    .on('unseated_booking')
    .columns(['structure_id', 'settled_at', 'start_at'])
    .execute();
}
