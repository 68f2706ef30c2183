import type { Kysely } from 'kysely';

/** The day on which a letter was handed over may be noted later. */
export async function addHandedOn(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('letter').addColumn('handed_on', 'text').execute();
}
