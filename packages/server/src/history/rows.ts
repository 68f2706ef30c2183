import { toInstant } from '@relais/model';
import type { HistoryImport, ImportedCount } from '@relais/model';
import type { Kysely } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { Database } from '../tables.ts';
import type { HistoryImportRow } from './tables.ts';

export async function listImports(db: Kysely<Database>, structureId: string): Promise<HistoryImport[]> {
  const rows = await db
    .selectFrom('history_import')
    .selectAll()
    .where('structure_id', '=', structureId)
    .orderBy('imported_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toImport);
}

export async function findImport(
  db: Kysely<Database>,
  structureId: string,
  id: string,
): Promise<HistoryImportRow | undefined> {
  return db
    .selectFrom('history_import')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Counts that were taken over and not undone. */
export async function standingCounts(db: Kysely<Database>, structureId: string): Promise<ImportedCount[]> {
  const rows = await db
    .selectFrom('history_count as count')
    .innerJoin('history_import as import', (join) =>
      join.onRef('import.structure_id', '=', 'count.structure_id').onRef('import.id', '=', 'count.import_id'),
    )
    .select(['count.indicator', 'count.first_day', 'count.last_day', 'count.n', 'count.of_n'])
    .where('count.structure_id', '=', structureId)
    .where('import.undone_at', 'is', null)
    .execute();
  return rows.map(({ indicator, first_day: from, last_day: to, n, of_n: of }) => ({
    ...{ indicator, from, to, n },
    ...(of !== null && { of }),
  }));
}

export async function insertCounts(
  db: Kysely<Database>,
  { structureId, importId }: { readonly structureId: string; readonly importId: string },
  counts: readonly ImportedCount[],
): Promise<void> {
  const rows = counts.map(({ indicator, from, to, n, of = null }) => ({
    ...{ structure_id: structureId, import_id: importId, indicator },
    ...{ first_day: from, last_day: to, n, of_n: of },
  }));
  for (const chunk of chunksOf(rows)) await db.insertInto('history_count').values(chunk).execute();
}

export function toImport(row: HistoryImportRow): HistoryImport {
  return {
    ...{ id: row.id, kind: row.kind, file: { name: row.file_name, sha256: row.sha256 } },
    ...{ taken: row.taken, refused: row.refused },
    ...{ importedBy: row.imported_by, importedAt: toInstant(row.imported_at) },
    ...(row.undone_by !== null && { undoneBy: row.undone_by }),
    ...(row.undone_at !== null && { undoneAt: toInstant(row.undone_at) }),
  };
}
