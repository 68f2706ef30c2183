import type { Kysely } from 'kysely';

/** What a person says of a run, messages to délégants, and what makes the pseudonyms of those who state their satisfaction. */
export async function addReviews(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('run').addColumn('reviewed_at', 'bigint').execute();
  await db.schema.alterTable('run').addColumn('reviewed_by', 'text').execute();
  await db.schema.alterTable('run').addColumn('counts', 'bigint').execute();
  await db.schema.alterTable('run_call').addColumn('message_to', 'text').execute();
  await db.schema.alterTable('run_call').addColumn('message_due', 'bigint').execute();
  await db.schema
    .alterTable('run_call')
    .addColumn('message_attempts', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('run_call_message_due').on('run_call').column('message_due').execute();
  await db.schema
    .createTable('run_comment')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_comment_key', ['structure_id', 'run_id', 'id'])
    .execute();
  await db.schema
    .createTable('satisfaction_period')
    .addColumn('structure_id', 'text', (column) => column.notNull())
    .addColumn('period', 'text', (column) => column.notNull())
    .addColumn('salt', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('satisfaction_period_key', ['structure_id', 'period'])
    .execute();
}
