import type { SeverityChecklist, StructureSettings, Territory } from '@relais/model';

/** A Monday at 8 h in Paris: the day's openings are still to come. */
export const MONDAY_8H = Date.parse('2026-11-09T07:00:00Z');

export const STRUCTURE = 'vallon';

/**
 * Three practices on two sites, weekdays. `north` and `oaks` share a step-free site with a suture room; `gate` is elsewhere. Twelve slots each
 * in the morning for the first two, eight in the afternoon for `gate`.
 */
export function createTerritory(changes: Partial<Territory> = {}): Territory {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  return {
    formatVersion: 'csnp-territory/1',
    id: STRUCTURE,
    name: 'CPTS du Vallon',
    synthetic: true,
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-metropole',
    rules: { minNoticeMinutes: 20, maxHorizonDays: 1, holdSeconds: 300, cancelDeadlineMinutes: 30 },
    sites: [
      { id: 's-mill', name: 'Maison du Moulin', commune: 'Vallon', stepFree: true, equipment: ['suture'] },
      { id: 's-gate', name: 'Cabinet de la Porte', commune: 'Laporte', stepFree: false, equipment: [] },
    ],
    practices: [
      { id: 'north', name: 'Équipe nord', siteId: 's-mill' },
      { id: 'oaks', name: 'Équipe des chênes', siteId: 's-mill' },
      { id: 'gate', name: 'Cabinet de la Porte', siteId: 's-gate' },
    ],
    volunteers: [{ id: 'v1', label: 'Docteure Essai', profession: 'generalPractitioner' }],
    openings: [
      { practiceId: 'north', days: [...days], from: '09:00', to: '12:00', slotsPerHour: 4, capacity: 1 },
      { practiceId: 'oaks', days: [...days], from: '09:00', to: '12:00', slotsPerHour: 4, capacity: 2 },
      { practiceId: 'gate', days: [...days], from: '14:00', to: '16:00', slotsPerHour: 4, capacity: 1 },
    ],
    ...changes,
  };
}

export function createSettings(changes: Partial<StructureSettings> = {}): StructureSettings {
  return {
    formatVersion: 'relais-structure/1',
    id: STRUCTURE,
    name: 'CPTS du Vallon',
    phone: '01 99 00 12 34',
    manageUrl: 'https://vallon.example/rendez-vous',
    reasons: [
      { code: 'cough', label: { fr: 'Toux', en: 'Cough' } },
      { code: 'wound', label: { fr: 'Plaie', en: 'Wound' } },
    ],
    ...changes,
  };
}

export function createChecklist(changes: Partial<SeverityChecklist> = {}): SeverityChecklist {
  return {
    id: 'signs',
    version: '1',
    status: 'draft',
    language: 'fr',
    title: 'Signes',
    notice: 'Brouillon',
    items: [
      { id: 'chest', question: 'Douleur dans la poitrine ?', action: 'call', audience: 'all', sources: [] },
      { id: 'worse', question: 'Cela s’aggrave ?', action: 'callback', audience: 'all', sources: [] },
      { id: 'stitches', question: 'Plaie qui bâille ?', action: 'stitch', audience: 'all', sources: [] },
    ],
    actions: {
      call: { outcome: 'call-15' },
      callback: { outcome: 'clinician-callback', class: 'a' },
      stitch: { outcome: 'continue', equipment: 'suture' },
    },
    sources: {},
    ...changes,
  };
}
