// How fast slots are worked out: eight practices with rotations, breaks, closures, nights and a holiday calendar of their own.
import { compileTerritory, listSlots, presentSlot, validateTerritory } from '@relais/engine';
import type { SlotQuery } from '@relais/engine';
import type { Opening, Territory } from '@relais/model';
import { type Figure, measure, median, p95, report } from './support.ts';

const weekdays: Opening['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const week: SlotQuery = { from: '2026-11-09', to: '2026-11-15' };
const year: SlotQuery = { from: '2026-01-01', to: '2026-12-31' };

report('scheduling', await figures());

async function figures(): Promise<Figure[]> {
  const territory = createTerritory();
  const validation = validateTerritory(territory);
  if (!validation.ok) throw new Error(JSON.stringify(validation.problems));
  const { compiled } = validation;
  const now = Date.parse('2026-11-09T07:00:00Z');
  const live: SlotQuery = { ...week, now, audience: 'CPTS', occupancy: (_, startMs) => (startMs / 900_000) % 2 };

  const warm = await measure(() => listSlots(compiled, live), { times: 500, warmUp: 50 });
  const fresh = await measure(() => listSlots(compileTerritory(territory), live), { times: 200, warmUp: 20 });
  const exchanged = await measure(() => listSlots(compiled, week).map((slot) => presentSlot(compiled, slot)), {
    times: 200,
    warmUp: 20,
  });
  const wholeYear = await measure(() => listSlots(compileTerritory(territory), year), { times: 10, warmUp: 1 });
  const validated = await measure(() => validateTerritory(territory), { times: 50, warmUp: 5 });
  return [
    { name: 'slots of the week', value: listSlots(compiled, week).length, unit: '' },
    { name: 'slots of the year', value: listSlots(compiled, year).length, unit: '' },
    { name: '8 practices × 7 days, warm, median', value: median(warm), unit: 'ms' },
    { name: '8 practices × 7 days, warm, p95', value: p95(warm), unit: 'ms', bar: { atMost: 20 } },
    { name: '8 practices × 7 days, territory just compiled, p95', value: p95(fresh), unit: 'ms', bar: { atMost: 20 } },
    {
      name: '8 practices × 7 days, in the exchanged form, p95',
      value: p95(exchanged),
      unit: 'ms',
      bar: { atMost: 20 },
    },
    { name: '8 practices × a year, slowest of ten', value: Math.max(...wholeYear), unit: 'ms', bar: { atMost: 500 } },
    { name: 'validation of the territory, p95', value: p95(validated), unit: 'ms' },
  ];
}

function createTerritory(): Territory {
  const practices = Array.from({ length: 8 }, (_, index) => ({
    id: `p${String(index)}`,
    siteId: `s${String(index % 4)}`,
  }));
  const openings = practices.flatMap(({ id }, index): Opening[] => [
    { practiceId: id, days: weekdays, from: '09:00', to: '13:00', slotsPerHour: 4, capacity: 1 + (index % 2) },
    {
      practiceId: id,
      days: weekdays,
      from: '14:00',
      to: '20:00',
      slotsPerHour: 4,
      breaks: [{ from: '16:30', to: '16:45' }],
    },
    {
      practiceId: id,
      days: ['sat', 'sun'],
      from: '20:00',
      to: '02:00',
      slotMinutes: 20,
      gapMinutes: 5,
      onHoliday: 'open',
      rotation: { anchor: '2026-01-05', cycleWeeks: 4, weeks: [index % 4] },
    },
  ]);
  const exceptions: Territory['exceptions'] = [
    { type: 'closure', siteId: 's1', from: '2026-08-03', to: '2026-08-23' },
    { type: 'closure', practiceId: 'p2', from: '2026-11-10', fromTime: '14:00', toTime: '16:00' },
    { type: 'opening', practiceId: 'p3', date: '2026-11-11', from: '09:00', to: '12:00', slotsPerHour: 3 },
  ];
  return {
    formatVersion: 'csnp-territory/1',
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-alsace-moselle',
    rules: { minNoticeMinutes: 20, maxHorizonDays: 6 },
    practices,
    openings,
    exceptions,
  };
}
