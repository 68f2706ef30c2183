import type { Kysely } from 'kysely';

/** Structures with their documents and log; seats, holds, bookings, ledger; kept answers and mails. */
export async function createBookingTables(db: Kysely<unknown>): Promise<void> {
  await createStructureTables(db);
  await createSeatTables(db);
  await createBookingTable(db);
  await createLedgerTables(db);
  await createDeliveryTables(db);
}

async function createStructureTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('structure')
    .addColumn('structure_id', 'text', (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('settings_version', 'integer', (column) => column.notNull())
    .addColumn('territory_version', 'integer', (column) => column.notNull())
    .addColumn('checklist_version', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('document')
    .addColumn('structure_id', 'text', (column) => column.notNull().references('structure.structure_id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('imported_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('document_key', ['structure_id', 'kind', 'version'])
    .execute();
  await db.schema
    .createTable('event')
    .addColumn('structure_id', 'text', (column) => column.notNull().references('structure.structure_id'))
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('event_key', ['structure_id', 'sequence'])
    .execute();
}

async function createSeatTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('seat')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('used', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('seat_key', ['structure_id', 'practice_id', 'start_at'])
    .execute();
  await db.schema
    .createTable('hold')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('service_date', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('end_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('client_hash', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('hold_key', ['structure_id', 'id'])
    .addUniqueConstraint('hold_token', ['structure_id', 'token_hash'])
    .execute();
  await db.schema.createIndex('hold_expiry').on('hold').columns(['structure_id', 'expires_at']).execute();
  await db.schema.createIndex('hold_client').on('hold').columns(['structure_id', 'client_hash']).execute();
}

async function createBookingTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('booking')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('site_id', 'text', (column) => column.notNull())
    .addColumn('service_date', 'text', (column) => column.notNull())
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('end_at', 'bigint', (column) => column.notNull())
    .addColumn('entry_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('person_key', 'text', (column) => column.notNull())
    .addColumn('family_name', 'text', (column) => column.notNull())
    .addColumn('given_name', 'text', (column) => column.notNull())
    .addColumn('birth_date', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('booking_key', ['structure_id', 'id'])
    .addUniqueConstraint('booking_reference', ['structure_id', 'reference'])
    .execute();
  await db.schema.createIndex('booking_person').on('booking').columns(['structure_id', 'person_key']).execute();
  await db.schema.createIndex('booking_start').on('booking').columns(['structure_id', 'start_at']).execute();
  await db.schema
    .createTable('checklist_run')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('booking_id', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('yes', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('answered_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('checklist_run_key', ['structure_id', 'booking_id'])
    .addForeignKeyConstraint('checklist_run_booking', ['structure_id', 'booking_id'], 'booking', ['structure_id', 'id'])
    .execute();
}

async function createLedgerTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger_entry')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('practice_id', 'text', (column) => column.notNull())
    .addColumn('weights', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_entry_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('ledger_entry_last')
    .on('ledger_entry')
    .columns(['structure_id', 'practice_id', 'at'])
    .execute();
  await db.schema
    .createTable('ledger')
    .addColumn('structure_id', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
}

async function createDeliveryTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_key', ['structure_id', 'key_hash'])
    .execute();
  await db.schema.createIndex('idempotency_age').on('idempotency').columns(['structure_id', 'created_at']).execute();
  await db.schema
    .createTable('mail')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('booking_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('last_error_code', 'text')
    .addPrimaryKeyConstraint('mail_key', ['structure_id', 'id'])
    .addForeignKeyConstraint('mail_booking', ['structure_id', 'booking_id'], 'booking', ['structure_id', 'id'])
    .execute();
  await db.schema.createIndex('mail_queue').on('mail').columns(['state', 'next_attempt_at']).execute();
}
