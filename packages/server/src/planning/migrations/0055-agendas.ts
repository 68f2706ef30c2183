import type { Kysely } from 'kysely';

/** Where the agendas of those who receive patients are read, sealed, and when they are busy by them: one a professional. */
export async function createAgendas(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .addColumn('read_at', 'bigint')
    .addColumn('read_from', 'text')
    .addColumn('tag', 'text')
    .addColumn('busy', 'text', (column) => column.notNull())
    .addColumn('unread', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('failing_since', 'bigint')
    .addColumn('last_error_code', 'text')
    .addColumn('next_attempt_at', 'bigint', (column) => column.notNull())
    .addColumn('claim', 'text')
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('agenda_key', ['structure_id', 'professional_id'])
    .execute();
}
