import { DashboardBoards } from '@relais/model';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';

/** The boards of figures that a structure has made for itself. */
export const boardsDocument: DocumentKind<DashboardBoards> = {
  name: 'boards',
  imported: 'boards.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-boards/1',

  check(document) {
    const parsed = DashboardBoards.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as DashboardBoards,
};
