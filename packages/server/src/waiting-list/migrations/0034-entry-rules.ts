import type { Kysely } from 'kysely';

/** By which rule somebody came on a list: rules change, and the desk still has to say why. */
export async function addEntryRules(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('waiting_entry').addColumn('rule', 'text').execute();
}
