import { StructureSettings } from '@relais/model';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';

/** What a structure says of itself. */
export const settingsDocument: DocumentKind<StructureSettings> = {
  name: 'settings',
  imported: 'structure.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-structure/1',

  check(document) {
    const parsed = StructureSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: parsed.data.id, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as StructureSettings,
};
