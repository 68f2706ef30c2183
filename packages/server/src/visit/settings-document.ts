import { VisitSettings } from '@relais/model';
import type { DocumentKind, Documents } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { invalid } from '../core/http/parse.ts';
import { canonicalJson } from '../core/log/canonical.ts';

/** What a structure decides about its visits. */
export const visitSettingsDocument: DocumentKind<VisitSettings> = {
  name: 'visit-settings',
  imported: 'visit-settings.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-visit/1',

  check(document) {
    const parsed = VisitSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as VisitSettings,
};

/** A code of one of the structure's lists. @throws {ProblemError} `invalid-request` */
export function requireListed(
  documents: Documents,
  list: 'finalReasons' | 'redirections',
  path: string,
  code: string,
): string {
  const entries = documents.of(visitSettingsDocument)?.[list] ?? [];
  if (entries.some((entry) => entry.code === code)) return code;
  const accepted = entries.map((entry) => entry.code).join(', ') || 'none: this structure has no visit settings';
  throw invalid({ path, message: 'is not in the list of this structure', accepted });
}
