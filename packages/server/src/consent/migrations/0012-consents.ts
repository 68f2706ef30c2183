import type { Kysely } from 'kysely';

/** Proofs with the texts that were shown, accesses, texts read beforehand, codes. */
export async function createConsentTables(db: Kysely<unknown>): Promise<void> {
  await createProofTables(db);
  await db.schema
    .createTable('consent_access')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('patient_id', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('recipient_id', 'text', (column) => column.notNull())
    .addColumn('recipient_label', 'text', (column) => column.notNull())
    .addColumn('protocol_id', 'text')
    .addColumn('protocol_version', 'text')
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('opened_by', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('closed_by', 'text')
    .addPrimaryKeyConstraint('consent_access_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('consent_access_patient')
    .on('consent_access')
    .columns(['structure_id', 'patient_id'])
    .execute();
  await db.schema
    .createIndex('consent_access_time')
    .on('consent_access')
    .columns(['structure_id', 'opened_at', 'id'])
    .execute();
  await createPassingTables(db);
}

async function createProofTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consent_proof')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('patient_id', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('decision', 'text', (column) => column.notNull())
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('text_sha256', 'text')
    .addColumn('evidence', 'text')
    .addColumn('confirmed_at', 'bigint', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_proof_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('consent_proof_patient')
    .on('consent_proof')
    .columns(['structure_id', 'patient_id', 'received_at'])
    .execute();
  await db.schema
    .createIndex('consent_proof_time')
    .on('consent_proof')
    .columns(['structure_id', 'received_at', 'id'])
    .execute();
  await db.schema
    .createTable('consent_text')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_text_key', ['structure_id', 'sha256'])
    .execute();
}

async function createPassingTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consent_reading')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('text_id', 'text', (column) => column.notNull())
    .addColumn('text_version', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('wants_to_talk', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_reading_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createTable('consent_code')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('phone_hash', 'text', (column) => column.notNull())
    .addColumn('digits_hash', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .addColumn('checked_at', 'bigint')
    .addColumn('used_by', 'text')
    .addPrimaryKeyConstraint('consent_code_key', ['structure_id', 'id'])
    .execute();
  await db.schema
    .createIndex('consent_code_phone')
    .on('consent_code')
    .columns(['structure_id', 'phone_hash', 'sent_at'])
    .execute();
}
