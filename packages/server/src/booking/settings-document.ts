import { BookingSettings } from '@relais/model';
import type { Reasons } from '@relais/model';
import type { DocumentKind, Documents } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { settingsDocument } from '../structure/index.ts';

/** What a structure decides about booking. */
export const bookingSettingsDocument: DocumentKind<BookingSettings> = {
  name: 'booking-settings',
  imported: 'booking-settings.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-booking/1',

  check(document) {
    const parsed = BookingSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as BookingSettings,
};

/** The reasons people may choose from. Before booking had settings of its own they stood in those of the structure. */
export function reasonsOf(documents: Documents): Reasons {
  return documents.of(bookingSettingsDocument)?.reasons ?? documents.of(settingsDocument)?.reasons ?? [];
}
