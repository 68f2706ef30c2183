import type { Kysely } from 'kysely';

/** When somebody was told that the target of a call-back was missed. */
export async function addEscalations(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('callback').addColumn('escalated_at', 'bigint').execute();
}
