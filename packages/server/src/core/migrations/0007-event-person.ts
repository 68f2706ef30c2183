import type { Kysely } from 'kysely';

/** What rows of the log say of a person stands apart, so that it can be erased and the chain stay whole. Rows there are say nothing of one. */
export async function addEventPerson(db: Kysely<unknown>): Promise<void> {
  for (const column of ['person', 'person_salt', 'person_digest']) {
    await db.schema.alterTable('event').addColumn(column, 'text').execute();
  }
}
