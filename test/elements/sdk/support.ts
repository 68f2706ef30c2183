import type { StructureSettings, Territory } from '@relais/model';
import { createPageBackend } from '@relais/server/page';
import type { PageBackend } from '@relais/server/page';

export const structure: StructureSettings = {
  formatVersion: 'relais-structure/1',
  id: 'cpts-essai',
  name: 'CPTS d’essai (fictive)',
  reasons: [{ code: 'fever', label: { fr: 'Fièvre', en: 'Fever' } }],
};

/** Four slots of one seat, 10:00 to 11:00 in Paris on Mondays. */
const territory: Territory = {
  formatVersion: 'csnp-territory/1',
  timezone: 'Europe/Paris',
  holidayCalendar: 'FR-metropole',
  rules: { minNoticeMinutes: 20, maxHorizonDays: 0, holdSeconds: 300, cancelDeadlineMinutes: 30 },
  practices: [{ id: 'p1', siteId: 's1' }],
  openings: [{ practiceId: 'p1', days: ['mon'], from: '10:00', to: '11:00', slotsPerHour: 4 }],
};

export const morning = { from: '2026-11-09T07:00:00Z', to: '2026-11-09T12:00:00Z' };

/** The real backend in this page, on a Monday at 08:00 in Paris. */
export function openBackend(): Promise<PageBackend> {
  return createPageBackend({
    structures: [{ settings: structure, territory }],
    now: Date.parse('2026-11-09T07:00:00Z'),
  });
}
