import type { Kysely } from 'kysely';

/** Letters are about a run or a visit, and may take the place of an earlier one; a visit knows the letter its feedback went by. */
export async function addLettersOfVisits(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('letter_run').execute();
  await db.schema.alterTable('letter').renameColumn('run_id', 'about_id').execute();
  await db.schema
    .alterTable('letter')
    .addColumn('about', 'text', (column) => column.notNull().defaultTo('run'))
    .execute();
  await db.schema.alterTable('letter').addColumn('replaces', 'text').execute();
  await db.schema.alterTable('letter').addColumn('series', 'text').execute();
  await db.schema
    .alterTable('letter')
    .addColumn('version', 'bigint', (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable('letter')
    .addColumn('informed', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('letter').addColumn('head', 'text').execute();
  await db.schema.createIndex('letter_about').on('letter').columns(['structure_id', 'about', 'about_id']).execute();
  await db.schema.alterTable('visit').addColumn('feedback_letter', 'text').execute();
}
