import type { Kysely } from 'kysely';

/** Which import brought an entry, and whether that was undone. */
export async function addActionImports(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('action').addColumn('import_id', 'text').execute();
  await db.schema.alterTable('action').addColumn('withdrawn_at', 'bigint').execute();
}
