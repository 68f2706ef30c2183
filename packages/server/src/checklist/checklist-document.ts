import { SeverityChecklist } from '@relais/model';
import type { Kysely } from 'kysely';
import { loadHistory } from '../core/documents.ts';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import type { Database } from '../tables.ts';

/**
 * The list that is answered and its translations, the original first. Originals follow each other; a translation stands beside the one version
 * that it translates, and is not shown with another.
 */
export const checklistDocument: DocumentKind<readonly SeverityChecklist[]> = {
  name: 'checklist',
  imported: 'checklist.imported',
  problem: 'invalid-request',
  recognizes: (document) => document.formatVersion === undefined && 'items' in document,

  check(document) {
    const parsed = SeverityChecklist.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: placeOf(parsed.data), body: JSON.stringify(parsed.data) };
  },

  read(bodies) {
    const lists = bodies.map((body) => JSON.parse(body) as SeverityChecklist);
    const original = lists.find(isOriginal);
    if (!original) return [];
    const { id, version } = original;
    return [original, ...lists.filter((list) => !isOriginal(list) && list.id === id && list.version === version)];
  },
};

/** Every version of the severity checklist that was ever in force, newest first. */
export async function loadChecklists(db: Kysely<Database>, structureId: string): Promise<SeverityChecklist[]> {
  const bodies = await loadHistory(db, structureId, checklistDocument.name);
  return bodies.map((body) => JSON.parse(body) as SeverityChecklist);
}

function isOriginal({ translationOf }: SeverityChecklist): boolean {
  return translationOf === undefined;
}

function placeOf(list: SeverityChecklist): string {
  return isOriginal(list) ? '' : JSON.stringify([list.id, list.version, list.language]);
}
