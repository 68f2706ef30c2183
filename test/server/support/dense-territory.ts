import type { Opening, Territory, Weekday } from '@relais/model';
import { createTerritory } from './territory.ts';

const MEBIBYTE = 1024 * 1024;
const days: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * A valid file of nearly a mebibyte, about as full as the format allows: `createTerritory` without its horizon, and two thousand more practices
 * with some fifty thousand slots every day, closures, volunteers and a travel table.
 */
export function createDenseTerritory(): Territory {
  const usual = createTerritory();
  const practices = Array.from({ length: 2000 }, (_, index) => ({
    id: `practice-${index}`,
    siteId: `site-${index % 400}`,
  }));
  const sites = Array.from({ length: 400 }, (_, index) => ({ id: `site-${index}`, name: `Maison ${index}` }));
  const openings = practices.flatMap(({ id: practiceId }, index): Opening[] => [
    { practiceId, days, from: '08:00', to: '10:00', slotsPerHour: 6, capacity: 2, onHoliday: 'open' },
    { practiceId, days, from: '14:00', to: '16:00', slotMinutes: 10, visibility: index % 7 === 0 ? ['SNP'] : ['CPTS'] },
  ]);
  const travel = Array.from({ length: 500 }, (_, index) => [`commune-${index}`, { [`site-${index % 400}`]: 10 }]);
  const closures = sites.map(({ id: siteId }) => ({
    type: 'closure' as const,
    siteId,
    from: '2027-08-01',
    to: '2027-08-21',
  }));
  const territory: Territory = {
    ...usual,
    rules: { minNoticeMinutes: 20 },
    sites: [...(usual.sites ?? []), ...sites],
    practices: [...usual.practices, ...practices],
    openings: [...usual.openings, ...openings],
    travelMinutes: Object.fromEntries(travel) as NonNullable<Territory['travelMinutes']>,
    exceptions: closures,
  };
  return { ...territory, volunteers: fill(MEBIBYTE - JSON.stringify(territory).length - 100) };
}

/** As many volunteers as fit into so many bytes. */
function fill(bytes: number): { id: string; label: string }[] {
  const volunteer = (index: number) => ({ id: `volunteer-${index}`, label: 'Dr. Fictive' });
  const each = JSON.stringify(volunteer(9999)).length + 1;
  return Array.from({ length: Math.min(9000, Math.floor(bytes / each)) }, (_, index) => volunteer(index));
}
