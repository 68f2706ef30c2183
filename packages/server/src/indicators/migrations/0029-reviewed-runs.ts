import type { Kysely } from 'kysely';

/**
 * How often records were made anew. What a person has said of runs to be reviewed was not read before: the log is read again, from its beginning;
 * records as they are do no harm meanwhile.
 */
export async function readReviews(db: Kysely<unknown>): Promise<void> {
  const anyDb = db as Kysely<{ figure_state: object }>;
  await anyDb.deleteFrom('figure_state').execute();
  await db.schema
    .alterTable('figure_state')
    .addColumn('made', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
}
