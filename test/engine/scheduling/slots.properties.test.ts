import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileTerritory, listSlots, openZone, validateTerritory } from '@relais/engine';
import type { ListedSlot } from '@relais/engine';
import type { Opening, Territory, Weekday } from '@relais/model';
import { bareTerritory } from '../support.ts';

const minute = 60_000;
const zones = [
  'Europe/Paris',
  'America/Miquelon',
  'America/Martinique',
  'Pacific/Noumea',
  'Australia/Lord_Howe',
  'Atlantic/Azores',
];

const time = fc.integer({ min: 0, max: 287 }).map((index) => {
  const minutes = index * 5;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});

const weekday = fc.constantFrom<Weekday[]>('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun');

const opening: fc.Arbitrary<Opening> = fc
  .record(
    {
      practiceId: fc.constantFrom('a', 'b'),
      days: fc.uniqueArray(weekday, { minLength: 1 }),
      from: time,
      to: time,
      slotMinutes: fc.constantFrom(5, 10, 15, 20, 25, 45),
      gapMinutes: fc.constantFrom(0, 5, 15),
      capacity: fc.integer({ min: 1, max: 3 }),
      onHoliday: fc.constantFrom('closed', 'open', 'only'),
      rotation: fc.record({
        anchor: fc.constantFrom('2026-01-05', '2027-01-03'),
        cycleWeeks: fc.constant(3),
        weeks: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
      }),
    },
    { requiredKeys: ['practiceId', 'days', 'from', 'to', 'slotMinutes', 'gapMinutes', 'capacity'] },
  )
  .map((record) => record as Opening);

/** Nights of clock changes, a leap day, a year's end, a week 53, holidays. */
const firstDate = fc.constantFrom(
  '2026-03-27',
  '2026-10-23',
  '2026-12-29',
  '2027-03-26',
  '2028-02-27',
  '2026-05-12',
  '2026-04-03',
);

/** A valid territory of two practices, and five days of it. Overlapping openings are dropped, as a coordinator would. */
const scene = fc
  .record({
    timezone: fc.constantFrom(...zones),
    openings: fc.array(opening, { minLength: 1, maxLength: 5 }),
    from: firstDate,
  })
  .map(({ timezone, openings, from }) => {
    const practices = ['a', 'b'].map((id) => ({ id, siteId: 'here' }));
    const bare = bareTerritory({ timezone, practices });
    const kept: Opening[] = [];
    for (const candidate of openings) {
      if (validateTerritory({ ...bare, openings: [...kept, candidate] }).ok) kept.push(candidate);
    }
    const to = new Date(Date.parse(from) + 4 * 86_400_000).toISOString().slice(0, 10);
    return { territory: { ...bare, openings: kept }, query: { from, to } };
  });

function slotsOfScene({
  territory,
  query,
}: {
  territory: Territory;
  query: { from: string; to: string };
}): ListedSlot[] {
  return listSlots(compileTerritory(territory), query);
}

/** Instants of an opening's window on a service date, worked out here from the zone alone. */
function windowOn(territory: Territory, { from, to }: Opening, date: string): [number, number] {
  const zone = openZone(territory.timezone);
  const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const day = Date.parse(date) / 86_400_000;
  const end = minutesOf(to) + (minutesOf(to) <= minutesOf(from) ? 1440 : 0);
  return [zone.instantOf(day, minutesOf(from)), zone.instantOf(day, end)];
}

const runs = { numRuns: 300 };

describe('Slots of any valid territory', () => {
  it('lie inside a window of their practice and service date, on its grid', () => {
    fc.assert(
      fc.property(scene, (given) => {
        for (const slot of slotsOfScene(given)) {
          const home = given.territory.openings.find((candidate) => {
            if (candidate.practiceId !== slot.practiceId) return false;
            const [start, end] = windowOn(given.territory, candidate, slot.serviceDate);
            const step = ((candidate.slotMinutes ?? 0) + (candidate.gapMinutes ?? 0)) * minute;
            return slot.startMs >= start && slot.endMs <= end && (slot.startMs - start) % step === 0;
          });
          assert.ok(home, JSON.stringify(slot));
        }
      }),
      runs,
    );
  });

  it('are never two at one desk at once, the nights clocks change included', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const busyUntil = new Map<string, number>();
        for (const { practiceId, startMs, endMs } of slotsOfScene(given)) {
          assert.ok(
            startMs >= (busyUntil.get(practiceId) ?? -Infinity),
            `${practiceId} ${new Date(startMs).toISOString()}`,
          );
          busyUntil.set(practiceId, endMs);
        }
      }),
      runs,
    );
  });

  it('last as long in elapsed time on every day', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const lengths = new Set(given.territory.openings.map(({ slotMinutes = 0 }) => slotMinutes * minute));
        for (const { startMs, endMs } of slotsOfScene(given)) assert.ok(lengths.has(endMs - startMs));
      }),
      runs,
    );
  });

  it('are on their service date or begin past its midnight', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const zone = openZone(given.territory.timezone);
        for (const { serviceDate, startMs } of slotsOfScene(given)) {
          const late = zone.wallTimeOf(startMs).day - Date.parse(serviceDate) / 86_400_000;
          assert.ok(late === 0 || late === 1);
        }
      }),
      runs,
    );
  });

  it('are the same asked day by day or at once', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { from, to } = given.query;
        const days = Array.from({ length: 5 }, (_, index) =>
          new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
        );
        assert.equal(days.at(-1), to);
        const compiled = compileTerritory(given.territory);
        const daily = days.flatMap((date) => listSlots(compiled, { from: date, to: date }));
        const order = (slot: ListedSlot) => `${String(slot.startMs)} ${slot.practiceId}`;
        const sorted = daily.sort((left, right) => (order(left) < order(right) ? -1 : 1));
        assert.deepEqual(sorted, slotsOfScene(given));
      }),
      runs,
    );
  });

  it('lose only full, early and far ones when a clock is given', () => {
    fc.assert(
      fc.property(
        scene,
        fc.integer({ min: 0, max: 5 * 1440 }),
        fc.integer({ min: 0, max: 3 }),
        (given, later, horizon) => {
          const now = Date.parse(`${given.query.from}T00:00:00Z`) + later * minute;
          const territory = { ...given.territory, rules: { minNoticeMinutes: 20, maxHorizonDays: horizon } };
          const zone = openZone(territory.timezone);
          const taken = (practiceId: string, startMs: number) => (startMs / minute / 5 + practiceId.charCodeAt(0)) % 3;
          const query = { ...given.query, now, occupancy: taken };
          const expected = slotsOfScene(given)
            .map((slot) => ({ ...slot, remaining: Math.max(0, slot.capacity - taken(slot.practiceId, slot.startMs)) }))
            .filter(({ startMs, remaining }) => {
              const isNear = zone.wallTimeOf(startMs).day <= zone.wallTimeOf(now).day + horizon;
              return startMs >= now + 20 * minute && isNear && remaining > 0;
            });
          assert.deepEqual(listSlots(compileTerritory(territory), query), expected);
        },
      ),
      runs,
    );
  });
});
