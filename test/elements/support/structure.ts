import type { SeverityChecklist, StructureSettings, Territory } from '@relais/model';

/** A Tuesday, 09:40 in Paris. */
export const NOW = Date.parse('2026-11-10T08:40:00Z');

export const settings: StructureSettings = {
  formatVersion: 'relais-structure/1',
  id: 'essai',
  name: 'CPTS d’essai (fictive)',
  phone: '01 99 00 12 34',
  reasons: [
    { code: 'fever', label: { fr: 'Fièvre', en: 'Fever' } },
    { code: 'pain', label: { fr: 'Douleur', en: 'Pain' } },
  ],
};

/**
 * Two sites, three practices. This afternoon: 14:00 to 15:00 at the Tilleuls, two practices of one seat each every 15 minutes;
 * 15:00 to 16:00 at the Gué, two seats every 30 minutes, no stitches, a step at the door. The same tomorrow.
 */
export const territory: Territory = {
  formatVersion: 'csnp-territory/1',
  id: 'essai',
  name: 'CPTS d’essai (fictive)',
  synthetic: true,
  timezone: 'Europe/Paris',
  holidayCalendar: 'FR-metropole',
  rules: {
    minNoticeMinutes: 20,
    maxHorizonDays: 0,
    holdSeconds: 300,
    cancelDeadlineMinutes: 30,
    maxActiveBookingsPerPerson: 1,
  },
  sites: [
    { id: 's1', name: 'MSP des Tilleuls', commune: 'Orme-sur-Rive', stepFree: true, equipment: ['suture'] },
    { id: 's2', name: 'Cabinet du Gué', commune: 'Le Gué-Blanc', stepFree: false, equipment: [] },
  ],
  travelMinutes: { 'orme-sur-rive': { s1: 4, s2: 14 }, 'le-gue-blanc': { s1: 14, s2: 3 } },
  practices: [
    { id: 'a', name: 'Équipe A', siteId: 's1' },
    { id: 'b', name: 'Équipe B', siteId: 's1' },
    { id: 'c', name: 'Cabinet', siteId: 's2' },
  ],
  openings: [
    { practiceId: 'a', days: ['tue', 'wed'], from: '14:00', to: '15:00', slotsPerHour: 4 },
    { practiceId: 'b', days: ['tue', 'wed'], from: '14:00', to: '15:00', slotsPerHour: 4 },
    { practiceId: 'c', days: ['tue', 'wed'], from: '15:00', to: '16:00', slotsPerHour: 2, capacity: 2 },
  ],
};

/** One sign for each way a checklist can lead. */
export const checklist: SeverityChecklist = {
  id: 'essai',
  version: '1',
  status: 'draft',
  language: 'fr',
  title: 'Signes à vérifier',
  notice: 'Cette liste ne pose aucun diagnostic.',
  items: [
    sign('chest', 'Une douleur dans la poitrine ?', 'call-15', 'Même si elle a cessé ; 3114 en cas de détresse'),
    sign('calf', 'Un mollet gonflé ?', 'clinician-callback'),
    sign('wound', 'Une plaie profonde ?', 'suture'),
    sign('renewal', 'Un renouvellement ?', 'attending-doctor'),
    { ...sign('baby', 'Bébé de moins de 3 mois avec de la fièvre ?', 'call-15'), audience: 'child' },
  ],
  actions: {
    'call-15': { outcome: 'call-15' },
    'clinician-callback': { outcome: 'clinician-callback' },
    'attending-doctor': { outcome: 'attending-doctor' },
    suture: { outcome: 'continue', equipment: 'suture' },
  },
  sources: { test: 'test' },
};

export const englishChecklist: SeverityChecklist = {
  ...checklist,
  language: 'en',
  translationOf: 'fr',
  title: 'Signs to check',
  notice: 'This list makes no diagnosis.',
};

export const person = {
  familyName: 'Delaunay',
  givenName: 'Capucine',
  birthDate: '31/03/1980',
  phone: '06 39 98 12 34',
};

function sign(id: string, question: string, action: string, note?: string): SeverityChecklist['items'][number] {
  return { id, question, action, audience: 'all', sources: ['test'], ...(note && { note }) };
}
