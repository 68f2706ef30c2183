import type { Kysely } from 'kysely';

/** Why a desk has cancelled or moved a booking. Of those before nobody knows. */
export async function addChangeReasons(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('booking').addColumn('change_why', 'text').execute();
  await db.schema.alterTable('booking').addColumn('change_note', 'text').execute();
}
