import type { Kysely } from 'kysely';

/** Calls for duties: the ranges asked for, and of each volunteer who is asked the hash of their link and their answers. */
export async function createDutyCalls(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('duty_call')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('closes_on', 'text', (column) => column.notNull())
    .addColumn('closes_at', 'bigint', (column) => column.notNull())
    .addColumn('word', 'text')
    .addColumn('closed_at', 'bigint')
    .addColumn('erased_at', 'bigint')
    .addPrimaryKeyConstraint('duty_call_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createTable('duty_call_range')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('service_date', 'text', (column) => column.notNull())
    .addColumn('start_time', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('end_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('duty_call_range_key', ['structure_id', 'call_id', 'number'])
    .execute();
  await db.schema
    .createTable('duty_call_asked')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('volunteer_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text')
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('has_mail', 'bigint', (column) => column.notNull())
    .addColumn('answers', 'text', (column) => column.notNull())
    .addColumn('answered_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .addPrimaryKeyConstraint('duty_call_asked_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('duty_call_asked_call')
    .on('duty_call_asked')
    .columns(['structure_id', 'call_id'])
    .execute();
}
