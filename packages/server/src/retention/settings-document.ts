import { RetentionSettings } from '@relais/model';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';

/** How long a structure keeps what is personal. */
export const retentionDocument: DocumentKind<RetentionSettings> = {
  name: 'retention',
  imported: 'retention.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-retention/1',

  check(document) {
    const parsed = RetentionSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as RetentionSettings,
};
