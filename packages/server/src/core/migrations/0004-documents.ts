import type { Kysely } from 'kysely';

/**
 * The document in force is the newest of its kind, so that a structure's row need not name it: a new kind of document is a kind of row, not a
 * column.
 */
export async function dropDocumentVersions(db: Kysely<unknown>): Promise<void> {
  for (const column of ['settings_version', 'territory_version', 'checklist_version']) {
    await db.schema.alterTable('structure').dropColumn(column).execute();
  }
}
