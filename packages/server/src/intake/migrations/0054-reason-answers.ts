import type { Kysely } from 'kysely';

/** What was answered besides for the reason of a request. */
export async function addReasonAnswers(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('intake').addColumn('answers', 'text').execute();
}
