import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTerritory, isTimeZone, validateTerritory } from '@relais/engine';
import {
  composePublication,
  createTerritory,
  describeChanges,
  findUnseated,
  idFor,
  mergeTerritories,
  previewWeeks,
  suggestSeats,
  takeOutPractice,
  takeOutSite,
  timeZoneOf,
  withoutRetired,
} from '@relais/engine/planning';
import { HolidayCalendarId } from '@relais/model';
import type { Opening, Territory } from '@relais/model';

const mornings: Opening = { practiceId: 'a', days: ['mon', 'tue'], from: '09:00', to: '12:00', slotsPerHour: 4 };
const evenings: Opening = { practiceId: 'b', days: ['mon'], from: '18:00', to: '20:00', slotsPerHour: 2, capacity: 2 };

function territory(changes: Partial<Territory> = {}): Territory {
  return {
    formatVersion: 'csnp-territory/1',
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-metropole',
    practices: [
      { id: 'a', siteId: 'mill' },
      { id: 'b', siteId: 'gate' },
    ],
    openings: [mornings, evenings],
    ...changes,
  };
}

const dates = { from: '2026-11-23', today: '2026-11-10' };

describe('a publication', () => {
  it('ends what has changed the day before it, and begins the rest with it', () => {
    const changed = { ...mornings, capacity: 2 };
    const { openings } = composePublication(territory(), territory({ openings: [changed, evenings] }), dates);
    assert.deepEqual(openings, [
      evenings,
      { ...mornings, validTo: '2026-11-22' },
      { ...changed, validFrom: '2026-11-23' },
    ]);
  });

  it('gives the seats of the former planning before its date, of the new one from it on', () => {
    const next = territory({ openings: [{ ...mornings, capacity: 3 }, evenings] });
    const [first, , third] = previewWeeks(
      compileTerritory(composePublication(territory(), next, dates)),
      '2026-11-10',
      3,
    );
    assert.deepEqual([first?.seats, third?.seats], [24 + 8, 72 + 8]);
  });

  it('changed again before it has begun leaves no trace of the first change', () => {
    const first = composePublication(
      territory(),
      territory({ openings: [{ ...mornings, capacity: 3 }, evenings] }),
      dates,
    );
    const draft = {
      ...first,
      openings: first.openings.map((one) => (one.capacity === 3 ? { ...one, capacity: 2 } : one)),
    };
    const { openings } = composePublication(first, draft, { ...dates, from: '2026-11-16' });
    assert.deepEqual(
      openings.map(({ capacity, validFrom, validTo }) => [capacity, validFrom, validTo]),
      [
        [2, undefined, undefined],
        [undefined, undefined, '2026-11-22'],
        [2, '2026-11-23', undefined],
      ],
    );
  });

  it('keeps a practice that is taken out while its past names it, and closures that are over', () => {
    const over = { type: 'closure' as const, from: '2026-11-02' };
    const ahead = { type: 'closure' as const, from: '2026-11-12', practiceId: 'a' };
    const current = territory({ exceptions: [over, ahead] });
    const next = territory({ practices: [{ id: 'a', siteId: 'mill' }], openings: [mornings], exceptions: [] });
    const made = composePublication(current, next, dates);
    assert.deepEqual(
      made.practices.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.deepEqual(made.exceptions, [over]);
    assert.ok(validateTerritory(made).ok);
  });
});

describe('what has changed', () => {
  it('is said of an opening once, with what it was and is', () => {
    const changed = { ...evenings, to: '21:00' };
    const after = territory({ openings: [mornings, changed], rules: { minNoticeMinutes: 30 } });
    assert.deepEqual(describeChanges(territory(), after), [
      { part: 'opening', before: evenings, after: changed },
      { part: 'rule', name: 'minNoticeMinutes', before: undefined, after: 30 },
    ]);
  });
});

describe('two coordinators', () => {
  const theirs = territory({ openings: [mornings, { ...evenings, to: '21:00' }], rules: { minNoticeMinutes: 30 } });

  it('who change different things both have their way', () => {
    const mine = territory({
      openings: [{ ...mornings, capacity: 2 }, evenings],
      practices: [...territory().practices, { id: 'c', siteId: 'mill' }],
    });
    const merged = mergeTerritories(territory(), mine, theirs);
    assert.deepEqual(merged.conflicts, []);
    assert.deepEqual(merged.territory.openings, [
      { ...evenings, to: '21:00' },
      { ...mornings, capacity: 2 },
    ]);
    assert.deepEqual(merged.territory.rules, { minNoticeMinutes: 30 });
    assert.deepEqual(
      merged.territory.practices.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });

  it('who change one thing are told, and what either made of it is there', () => {
    const mine = territory({ openings: [mornings, { ...evenings, to: '19:00' }], rules: { minNoticeMinutes: 10 } });
    const { territory: merged, conflicts } = mergeTerritories(territory(), mine, theirs);
    assert.deepEqual(conflicts, [
      { part: 'rule', subject: 'minNoticeMinutes' },
      { part: 'opening', subject: evenings },
    ]);
    assert.equal(merged.rules?.minNoticeMinutes, 10);
    assert.deepEqual(
      merged.openings.map(({ to }) => to),
      ['12:00', '21:00', '19:00'],
    );
  });
});

describe('bookings that a planning has no seat for', () => {
  const at = (time: string, practiceId = 'b', siteId = 'gate', bookedAt = 0) => ({
    id: `${practiceId} ${time} ${String(bookedAt)}`,
    ...{ practiceId, siteId, bookedAt, startMs: Date.parse(`2026-11-16T${time}:00+01:00`) },
  });

  it('are those of a closed session, of a practice that is elsewhere, and who booked last of too many', () => {
    const compiled = compileTerritory(
      territory({
        practices: [
          { id: 'a', siteId: 'gate' },
          { id: 'b', siteId: 'gate' },
        ],
        openings: [mornings, { ...evenings, capacity: 1 }],
        exceptions: [{ type: 'closure', practiceId: 'b', from: '2026-11-16', fromTime: '19:00', toTime: '20:00' }],
      }),
    );
    const bookings = [
      at('18:00', 'b', 'gate', 2),
      at('18:00', 'b', 'gate', 1),
      at('19:00'),
      at('10:00', 'a', 'mill'),
      at('18:30'),
    ];
    assert.deepEqual(
      findUnseated(compiled, bookings).map(({ booking, cause }) => [booking.id, cause]),
      [
        ['a 10:00 0', 'other-site'],
        ['b 18:00 2', 'fewer-seats'],
        ['b 19:00 0', 'closed'],
      ],
    );
  });

  it('are each offered a seat of its own, near in time and at the same place if one is free within a day', () => {
    const compiled = compileTerritory(territory({ openings: [mornings, evenings, { ...evenings, practiceId: 'a' }] }));
    const wanted = [at('17:00'), at('17:00', 'b', 'gate', 1), at('17:00', 'b', 'gate', 2), at('17:00', 'b', 'nowhere')];
    const taken = (practiceId: string, startMs: number) =>
      practiceId === 'b' && startMs === at('18:00').startMs ? 1 : 0;
    const seats = suggestSeats(compiled, wanted, { now: at('08:00').startMs, taken });
    assert.deepEqual(
      seats.map((seat) => [seat?.practiceId, new Date(seat?.startMs ?? 0).toISOString().slice(11, 16)]),
      [
        ['b', '17:00'],
        ['b', '17:30'],
        ['b', '17:30'],
        ['a', '17:00'],
      ],
    );
  });

  it('are offered none where nothing is free', () => {
    const compiled = compileTerritory(territory({ openings: [evenings] }));
    assert.deepEqual(suggestSeats(compiled, [at('17:00')], { now: at('08:00').startMs, taken: () => 2 }), [undefined]);
  });
});

describe('the preview of coming weeks', () => {
  it('tells sessions by practice, with pauses between, and what a holiday or a closure keeps shut', () => {
    const compiled = compileTerritory(
      territory({
        openings: [
          { ...mornings, breaks: [{ from: '10:00', to: '10:30' }], reserved: { for: 'run', releaseMinutes: 60 } },
        ],
        exceptions: [{ type: 'closure', practiceId: 'a', from: '2026-11-10' }],
      }),
    );
    const [week] = previewWeeks(compiled, '2026-11-11', 1);
    const [monday, tuesday] = week?.days ?? [];
    assert.equal(week?.monday, '2026-11-09');
    const mine = { practiceId: 'a', siteId: 'mill' };
    const between = (from: string, to: string) => ({
      ...{ from, to },
      ...{ startLocal: `2026-11-09T${from}:00+01:00`, endLocal: `2026-11-09T${to}:00+01:00` },
    });
    assert.deepEqual(monday?.sessions, [
      { ...mine, ...between('09:00', '10:00'), seats: 4, reserved: 4 },
      { ...mine, ...between('10:30', '12:00'), seats: 6, reserved: 6 },
    ]);
    assert.deepEqual(tuesday?.missing, [{ practiceId: 'a', from: '09:00', cause: 'closure', holidays: [] }]);
    const [easter] = previewWeeks(compiled, '2027-03-29', 1);
    assert.deepEqual(easter?.days[0]?.missing[0]?.holidays, ['easter-monday']);
  });

  it('tells a session that ends at midnight as ending at 24 o’clock, on the same day', () => {
    const late = { ...mornings, from: '20:00', to: '24:00' };
    const [week] = previewWeeks(compileTerritory(territory({ openings: [late] })), '2026-11-11', 1);
    const [session] = week?.days[0]?.sessions ?? [];
    assert.deepEqual([session?.from, session?.to, session?.endLocal], ['20:00', '24:00', '2026-11-10T00:00:00+01:00']);
  });
});

describe('a planning that is to begin', () => {
  it('begins on its date, or with the file as it is when that is today', () => {
    const begun = composePublication(undefined, territory(), dates);
    assert.deepEqual(
      begun.openings.map(({ validFrom }) => validFrom),
      [dates.from, dates.from],
    );
    assert.deepEqual(composePublication(undefined, territory(), { ...dates, from: dates.today }), territory());
  });

  it('lacks nothing but a practice', () => {
    const begun = createTerritory({ id: 'orme', name: 'CPTS de l’Orme' });
    const validation = validateTerritory(begun);
    assert.deepEqual(validation.ok ? [] : validation.problems.map(({ path }) => path), ['practices']);
    const sites = [{ id: 'mill' }];
    assert.ok(validateTerritory({ ...begun, sites, practices: [{ id: 'a', siteId: 'mill' }] }).ok);
  });

  it('lives by a clock for every calendar of holidays', () => {
    for (const calendar of HolidayCalendarId.options) assert.ok(isTimeZone(timeZoneOf(calendar)), calendar);
    assert.equal(timeZoneOf('FR-la-reunion'), 'Indian/Reunion');
  });

  it('gives each name an id that no other has', () => {
    assert.equal(idFor('Cabinet du Gué', []), 'cabinet-du-gue');
    assert.equal(idFor('Cabinet du Gué', [{ id: 'cabinet-du-gue' }]), 'cabinet-du-gue-2');
    const long = idFor(`É${'x'.repeat(200)}`, []);
    for (const id of [long, idFor('?!', [])])
      assert.ok(validateTerritory(territory({ practices: [{ id, siteId: 'mill' }], openings: [] })).ok, id);
  });

  it('without a practice or a site is without their hours and closures', () => {
    const closures = [
      { type: 'closure' as const, practiceId: 'b', from: '2026-11-12' },
      { type: 'closure' as const, siteId: 'gate', from: '2026-11-12' },
      { type: 'closure' as const, from: '2026-11-12' },
    ];
    const without = takeOutPractice(territory({ exceptions: closures }), { id: 'b' });
    assert.deepEqual([without.openings, without.exceptions], [[mornings], closures.slice(1)]);
    const bare = takeOutSite({ ...without, sites: [{ id: 'mill' }, { id: 'gate' }] }, { id: 'gate' });
    assert.deepEqual([bare.sites, bare.exceptions], [[{ id: 'mill' }], closures.slice(2)]);
    assert.ok(validateTerritory(bare).ok);
  });

  it('is without a practice that was taken out once its last day is over, and stands as it was when published again', () => {
    const current = composePublication(territory(), takeOutPractice(territory(), { id: 'b' }), dates);
    assert.deepEqual(withoutRetired(current, dates.today), current);
    const later = withoutRetired(current, '2026-12-01');
    assert.deepEqual(
      later.practices.map(({ id }) => id),
      ['a'],
    );
    assert.deepEqual(composePublication(current, later, { from: '2026-12-01', today: '2026-12-01' }), current);
  });

  it('without a site is without the ways to it, whether the file names its sites or not', () => {
    const travelMinutes = { moulin: { mill: 5, gate: 12 } };
    const without = takeOutPractice(territory({ travelMinutes }), { id: 'b' });
    const bare = takeOutSite(without, { id: 'gate' });
    assert.deepEqual(bare.travelMinutes, { moulin: { mill: 5 } });
    assert.ok(validateTerritory(bare).ok);
    // What has happened at the gate names it still.
    assert.ok(validateTerritory(composePublication(territory({ travelMinutes }), bare, dates)).ok);
  });
});
