import type { Kysely } from 'kysely';

/** Seats that were given back and who was asked for them; of a call-back, what a seat must be and where it can be offered. */
export async function createFreedSeatTables(db: Kysely<unknown>): Promise<void> {
  for (const column of ['email', 'wants', 'language'])
    await db.schema.alterTable('callback').addColumn(column, 'text').execute();
  await db.schema
    .createTable('freed_seat')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('service_date', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('end_at', 'bigint', (column) => column.notNull())
    .addColumn('freed_by', 'text', (column) => column.notNull())
    .addColumn('hold_id', 'text', (column) => column.notNull())
    .addColumn('booking_id', 'text')
    .addColumn('why', 'text')
    .addColumn('passed_over', 'text', (column) => column.notNull())
    .addColumn('freed_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addPrimaryKeyConstraint('freed_seat_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('freed_seat_status')
    .on('freed_seat')
    .columns(['structure_id', 'status', 'freed_at'])
    .execute();
  await db.schema
    .createTable('seat_offer')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('freed_seat_id', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('callback_id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('offered_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ending', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('passed_over', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('has_mail', 'bigint', (column) => column.notNull())
    .addColumn('text_state', 'text', (column) => column.notNull())
    .addColumn('text_claimed_at', 'bigint')
    .addPrimaryKeyConstraint('seat_offer_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('seat_offer_seat')
    .on('seat_offer')
    .columns(['structure_id', 'freed_seat_id', 'number'])
    .execute();
  await db.schema.createIndex('seat_offer_text').on('seat_offer').columns(['text_state', 'structure_id']).execute();
}
