import type { Kysely } from 'kysely';

/** When the chain of a structure's log was walked last, and where it did not hold. */
export async function createLogChecks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('log_check')
    .addColumn('structure_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('checked_at', 'bigint', (column) => column.notNull())
    .addColumn('broken_at', 'bigint')
    .execute();
}
