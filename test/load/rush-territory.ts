import { readFile } from 'node:fs/promises';
import type { Territory } from '@relais/model';

/** How many seats tomorrow has: practices, each with slots of a quarter of an hour from 8 h, each with seats. */
export interface RushSize {
  readonly practices: number;
  readonly slots: number;
  readonly capacity: number;
}

/** Documents of a structure made for a rush, and the window all its seats are in. */
export interface RushStructure {
  readonly id: string;
  readonly documents: readonly unknown[];
  readonly window: { readonly from: string; readonly to: string };
  readonly seats: number;
  readonly checklistVersion: string;
}

const CHECKLIST = new URL('../../demo/checklists/severity.fr.json', import.meta.url);

/** Everything opens tomorrow, so that no seat comes too near while the rush lasts, whatever the hour. */
export async function createRushStructure(
  id: string,
  { practices, slots, capacity }: RushSize,
): Promise<RushStructure> {
  const checklist = JSON.parse(await readFile(CHECKLIST, 'utf8')) as { version: string };
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const ids = Array.from({ length: practices }, (_, index) => `p${index + 1}`);
  const end = 480 + slots * 15;
  const territory: Territory = {
    formatVersion: 'csnp-territory/1',
    id,
    synthetic: true,
    // No change of clocks: local time is UTC, and the window below is the opening.
    timezone: 'Etc/UTC',
    holidayCalendar: 'FR-metropole',
    rules: { minNoticeMinutes: 0, maxHorizonDays: 2, holdSeconds: 600, maxActiveBookingsPerPerson: 1 },
    sites: [{ id: 's1', name: 'Maison de santé' }],
    practices: ids.map((practiceId) => ({ id: practiceId, siteId: 's1' })),
    openings: [],
    exceptions: ids.map((practiceId) => ({
      type: 'opening',
      practiceId,
      date: tomorrow,
      from: '08:00',
      to: wallTime(end),
      slotsPerHour: 4,
      capacity,
    })),
  };
  const settings = {
    formatVersion: 'relais-structure/1',
    id,
    name: 'CPTS de la ruée (fictive)',
    reasons: [{ code: 'other', label: { fr: 'Autre', en: 'Other' } }],
  };
  return {
    id,
    documents: [territory, settings, checklist],
    window: { from: `${tomorrow}T08:00:00Z`, to: `${tomorrow}T${wallTime(end)}:00Z` },
    seats: practices * slots * capacity,
    checklistVersion: checklist.version,
  };
}

function wallTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
