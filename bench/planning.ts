// How fast a coordinator sees what a keystroke changes, and which bookings a publication would leave without a seat.
import { compileTerritory, validateTerritory } from '@relais/engine';
import { composePublication, findUnseated, previewWeeks, suggestSeats } from '@relais/engine/planning';
import type { SeatedBooking } from '@relais/engine/planning';
import type { Opening, Territory } from '@relais/model';
import { measure, p95, report } from './support.ts';

const today = '2026-11-09';
const now = Date.parse('2026-11-09T06:00:00Z');
const practices = Array.from({ length: 8 }, (_, index) => ({
  id: `p${String(index)}`,
  siteId: `s${String(index % 3)}`,
}));
let typed = 0;

report('planning', [
  {
    name: 'eight weeks of eight practices after a keystroke: composed, judged, compiled, listed (p95)',
    value: p95(await measure(redraw, { times: 60, warmUp: 10 })),
    unit: 'ms',
    bar: { atMost: 50 },
  },
  {
    name: '10,000 bookings against a planning that closes a day in two: who has no seat, and a seat for each (p95)',
    value: p95(await measure(createSearch(), { times: 20, warmUp: 3 })),
    unit: 'ms',
    bar: { atMost: 200 },
  },
]);

function territory(changes: Partial<Territory> = {}): Territory {
  const openings = practices.flatMap(({ id: practiceId }, index): Opening[] => [
    { practiceId, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '12:00', slotsPerHour: 4 },
    { practiceId, days: ['mon', 'wed', 'fri'], from: '14:00', to: '19:00', slotsPerHour: 4, capacity: 1 + (index % 2) },
    {
      ...{ practiceId, days: ['sat' as const], from: '09:00', to: '12:00', slotsPerHour: 6 as const },
      rotation: { anchor: today, cycleWeeks: 4, weeks: [index % 4] },
    },
  ]);
  const sites = [{ id: 's0' }, { id: 's1' }, { id: 's2' }];
  const zone = { formatVersion: 'csnp-territory/1' as const, timezone: 'Europe/Paris' };
  return { ...zone, holidayCalendar: 'FR-metropole', sites, practices, openings, ...changes };
}

/** Each keystroke makes another file: nothing of the one before can be used again. */
function redraw(): void {
  const current = territory();
  const [first, ...others] = current.openings;
  typed += 1;
  const capacity = 1 + (typed % 9);
  const next = { ...current, openings: first ? [{ ...first, capacity }, ...others] : others };
  const validation = validateTerritory(composePublication(current, next, { from: '2026-11-16', today }));
  if (!validation.ok) throw new Error('The planning of the bench breaks a rule');
  if (previewWeeks(validation.compiled, today).length !== 8) throw new Error('There are eight weeks to be shown');
}

function createSearch(): () => void {
  const compiled = compileTerritory(territory());
  const starts = previewWeeks(compiled, today, 40).flatMap(({ days }) =>
    days.flatMap(({ date, sessions }) =>
      sessions.map(({ practiceId, siteId, from }) => ({ date, practiceId, siteId, from })),
    ),
  );
  const bookings = Array.from({ length: 10_000 }, (_, index): SeatedBooking => {
    const { date, practiceId, siteId, from } = starts[index % starts.length]!;
    const startMs = compiled.zone.instantOf(Date.parse(date) / 86_400_000, Number(from.slice(0, 2)) * 60);
    return { id: String(index), practiceId, siteId, startMs, bookedAt: index };
  });
  const closures = starts
    .filter((_, index) => index % 2 === 0)
    .map(({ date, practiceId }) => ({ type: 'closure' as const, practiceId, from: date }));
  const next = territory({ exceptions: closures });
  return () => {
    const fresh = compileTerritory(next);
    const unseated = findUnseated(fresh, bookings);
    if (unseated.length < 4000) throw new Error('Half of the bookings are to be without a seat');
    // As many as a coordinator is shown.
    const shown = unseated.slice(0, 500).map(({ booking }) => booking);
    suggestSeats(fresh, shown, { now, taken: () => 0 });
  };
}
