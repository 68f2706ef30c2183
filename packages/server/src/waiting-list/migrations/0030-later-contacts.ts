import type { Kysely } from 'kysely';

/** How somebody on a list said later that they can be reached. */
export async function addLaterContacts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('waiting_entry').addColumn('later_phone', 'text').execute();
  await db.schema.alterTable('waiting_entry').addColumn('later_email', 'text').execute();
}
