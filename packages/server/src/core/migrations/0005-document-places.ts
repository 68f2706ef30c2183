import type { Kysely } from 'kysely';

interface Row {
  structure_id: string;
  kind: string;
  version: number;
  body: string;
}

/**
 * Documents of one kind that are in force together stand in places of their own: which of them a new one follows is then the same question for
 * every kind. Of what there was, translations of a checklist stood beside it.
 */
export async function addDocumentPlaces(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('document')
    .addColumn('place', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  const documents = db as Kysely<{ document: Row & { place: string } }>;
  const checklists = await documents
    .selectFrom('document')
    .select(['structure_id', 'kind', 'version', 'body'])
    .where('kind', '=', 'checklist')
    .execute();
  for (const { structure_id, kind, version, body } of checklists) {
    const list = JSON.parse(body) as { id: string; version: string; language: string; translationOf?: string };
    if (list.translationOf === undefined) continue;
    await documents
      .updateTable('document')
      .set({ place: JSON.stringify([list.id, list.version, list.language]) })
      .where('structure_id', '=', structure_id)
      .where('kind', '=', kind)
      .where('version', '=', version)
      .execute();
  }
}
