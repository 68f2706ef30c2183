import type { Kysely } from 'kysely';

/** The secret addresses at which calendars read somebody's duties: of each only a hash, one a professional. */
export async function createDutyCalendars(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('duty_calendar')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('professional_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('duty_calendar_key', ['structure_id', 'professional_id'])
    .addUniqueConstraint('duty_calendar_token', ['structure_id', 'token_hash'])
    .execute();
}
