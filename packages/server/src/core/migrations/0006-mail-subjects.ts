import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * A mail is about anything, not a booking alone: its subject is an id, and its kind says of which subject of the house. SQLite can drop no foreign
 * key, hence another table in its place, on both engines alike.
 */
export async function giveMailsSubjects(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mail_with_subject')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text')
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('last_error_code', 'text')
    .addPrimaryKeyConstraint('mail_with_subject_key', ['structure_id', 'id'])
    .execute();
  await sql`
    insert into mail_with_subject
      (structure_id, id, kind, subject, recipient, language, sequence, state, attempts, next_attempt_at, created_at, sent_at, last_error_code)
    select
      structure_id, id, 'booking.' || kind, booking_id, recipient, language, sequence, state, attempts, next_attempt_at, created_at, sent_at, last_error_code
    from mail
  `.execute(db);
  await db.schema.dropTable('mail').execute();
  await db.schema.alterTable('mail_with_subject').renameTo('mail').execute();
  await db.schema.createIndex('mail_queue').on('mail').columns(['state', 'next_attempt_at']).execute();
  await db.schema.createIndex('mail_subject').on('mail').columns(['structure_id', 'subject']).execute();
}
