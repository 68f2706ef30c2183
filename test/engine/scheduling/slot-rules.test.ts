import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listSlots } from '@relais/engine';
import {
  compileValid,
  openDates,
  openingWith,
  openingWithoutLength,
  slotsOf,
  startsOf,
  territoryWith,
  timesOn,
} from '../support.ts';

/** 2026-11-09 is a Monday; the week holds the 11th, a holiday. */
const monday = '2026-11-09';
const sunday = '2026-11-15';

describe('Rule 1, time zone', () => {
  it('reads wall times in the zone of the territory', () => {
    const [slot] = slotsOf(territoryWith({}, { timezone: 'America/Martinique' }), { from: monday, to: monday });
    assert.equal(slot?.start, '2026-11-09T13:00:00Z');
    assert.equal(slot.startLocal, '2026-11-09T09:00:00-04:00');
  });

  it('reads them in Pacific zones on either side of the date line', () => {
    const starts = ['Pacific/Tahiti', 'Pacific/Noumea', 'Pacific/Wallis'].map(
      (timezone) => slotsOf(territoryWith({}, { timezone }), { from: monday, to: monday })[0]?.start,
    );
    assert.deepEqual(starts, ['2026-11-09T19:00:00Z', '2026-11-08T22:00:00Z', '2026-11-08T21:00:00Z']);
  });
});

describe('Rule 2, which days', () => {
  it('opens on its weekdays only', () => {
    const territory = territoryWith({ days: ['mon', 'sat'] });
    assert.deepEqual(openDates(territory, monday, sunday), ['2026-11-09', '2026-11-14']);
  });

  it('opens from the first to the last day it is valid, both included', () => {
    const territory = territoryWith({ validFrom: '2026-11-10', validTo: '2026-11-12', onHoliday: 'open' });
    assert.deepEqual(openDates(territory, monday, sunday), ['2026-11-10', '2026-11-11', '2026-11-12']);
  });

  it('takes turns from the Monday of the anchor', () => {
    const rotation = { anchor: '2026-01-08', cycleWeeks: 3, weeks: [0, 2] };
    const territory = territoryWith({ days: ['mon'], rotation });
    assert.deepEqual(openDates(territory, '2026-01-01', '2026-02-10'), [
      '2026-01-05',
      '2026-01-19',
      '2026-01-26',
      '2026-02-09',
    ]);
  });

  it('takes turns before the anchor too', () => {
    const territory = territoryWith({ days: ['mon'], rotation: { anchor: '2026-02-02', cycleWeeks: 3, weeks: [1] } });
    assert.deepEqual(openDates(territory, '2026-01-01', '2026-02-10'), ['2026-01-19', '2026-02-09']);
  });

  it('keeps its turn over week 53 of 2026', () => {
    const rotation = { anchor: '2026-12-14', cycleWeeks: 2, weeks: [0] };
    const territory = territoryWith({ days: ['tue'], rotation });
    assert.deepEqual(openDates(territory, '2026-12-14', '2027-01-31'), [
      '2026-12-15',
      '2026-12-29',
      '2027-01-12',
      '2027-01-26',
    ]);
  });
});

describe('Rule 3, holidays', () => {
  const week = (opening: Parameters<typeof territoryWith>[0], rest: Parameters<typeof territoryWith>[1] = {}) =>
    openDates(territoryWith({ days: ['tue', 'wed', 'thu'], ...opening }, rest), monday, sunday);

  it('is closed on holidays unless something says otherwise', () => {
    assert.deepEqual(week({}), ['2026-11-10', '2026-11-12']);
  });

  it('ignores holidays when it says open', () => {
    assert.deepEqual(week({ onHoliday: 'open' }), ['2026-11-10', '2026-11-11', '2026-11-12']);
  });

  it('opens on nothing but holidays when it says only', () => {
    assert.deepEqual(week({ onHoliday: 'only' }), ['2026-11-11']);
  });

  it('keeps only the holidays that match its days', () => {
    assert.deepEqual(week({ onHoliday: 'only', days: ['thu'] }), []);
  });

  it('takes the policy of the rules, its own first', () => {
    const rules = { onHoliday: 'open' as const };
    assert.deepEqual(week({}, { rules }), ['2026-11-10', '2026-11-11', '2026-11-12']);
    assert.deepEqual(week({ onHoliday: 'closed' }, { rules }), ['2026-11-10', '2026-11-12']);
  });

  it('takes the calendar of the practice before that of the territory', () => {
    const practices = [{ id: 'cab', siteId: 'here', holidayCalendar: 'FR-alsace-moselle' as const }];
    const goodFriday = { from: '2027-03-26', to: '2027-03-26' };
    assert.equal(slotsOf(territoryWith({}, { practices }), goodFriday).length, 0);
    assert.equal(slotsOf(territoryWith({}, { holidayCalendar: 'FR-alsace-moselle' }), goodFriday).length, 0);
    assert.equal(slotsOf(territoryWith(), goodFriday).length, 4);
  });

  it('works the holidays the territory works', () => {
    assert.deepEqual(week({}, { holidaysWorked: ['armistice-1918'] }), ['2026-11-10', '2026-11-11', '2026-11-12']);
  });

  it('stays closed when a day has another holiday it does not work', () => {
    const territory = territoryWith({}, { holidayCalendar: 'FR-martinique', holidaysWorked: ['ascension'] });
    assert.deepEqual(openDates(territory, '2031-05-21', '2031-05-23'), ['2031-05-21', '2031-05-23']);
  });

  it('is closed on the dates the territory adds', () => {
    assert.deepEqual(week({}, { extraHolidays: ['2026-11-12'], holidaysWorked: ['armistice-1918'] }), [
      '2026-11-10',
      '2026-11-11',
    ]);
    assert.deepEqual(week({ onHoliday: 'only' }, { extraHolidays: ['2026-11-12'] }), ['2026-11-11', '2026-11-12']);
  });
});

describe('Rule 4, window', () => {
  it('ends the next day when its end is not after its start', () => {
    const territory = territoryWith({ from: '22:00', to: '01:00', slotsPerHour: 1, days: ['mon'] });
    assert.deepEqual(startsOf(territory, { from: monday, to: monday }), [
      '2026-11-09 22:00',
      '2026-11-09 23:00',
      '2026-11-10 00:00',
    ]);
  });

  it('lasts a day when it ends as it starts', () => {
    assert.equal(timesOn(territoryWith({ from: '08:00', to: '08:00', slotsPerHour: 1 }), monday).length, 24);
  });

  it('takes 24:00 for the midnight at the end of the day', () => {
    assert.deepEqual(timesOn(territoryWith({ from: '23:00', to: '24:00', slotsPerHour: 2 }), monday), [
      '23:00',
      '23:30',
    ]);
    assert.deepEqual(
      startsOf(territoryWith({ from: '24:00', to: '01:00', slotsPerHour: 2 }), { from: monday, to: monday }),
      ['2026-11-10 00:00', '2026-11-10 00:30'],
    );
  });

  it('starts at the first of two equal times in October', () => {
    const [slot] = slotsOf(territoryWith({ from: '02:00', to: '04:00', slotsPerHour: 1 }), {
      from: '2026-10-25',
      to: '2026-10-25',
    });
    assert.equal(slot?.start, '2026-10-25T00:00:00Z');
  });

  it('reads a bound March skips an hour later on the clock', () => {
    const territory = territoryWith({ from: '02:30', to: '05:00', slotsPerHour: 2 });
    assert.deepEqual(timesOn(territory, '2026-03-29'), ['03:30', '04:00', '04:30']);
  });

  it('has no slot when the skipped hour puts its end before its start', () => {
    assert.deepEqual(timesOn(territoryWith({ from: '02:30', to: '03:00', slotsPerHour: 2 }), '2026-03-29'), []);
  });
});

describe('Rule 5, slots', () => {
  it('cuts the hour by slotsPerHour first', () => {
    const territory = territoryWith({ slotsPerHour: 3, slotMinutes: 10 }, { rules: { slotMinutes: 15 } });
    assert.deepEqual(timesOn(territory, monday), ['09:00', '09:20', '09:40']);
  });

  it('takes slotMinutes next, then the rule of the territory', () => {
    assert.deepEqual(timesOn(territoryWith({ slotMinutes: 25 }), monday), ['09:00', '09:25']);
    const territory = { ...territoryWith({}, { rules: { slotMinutes: 30 } }), openings: [openingWithoutLength()] };
    assert.deepEqual(timesOn(territory, monday), ['09:00', '09:30']);
  });

  it('leaves the gap between slots and none after the last', () => {
    assert.deepEqual(timesOn(territoryWith({ slotMinutes: 20, gapMinutes: 20 }), monday), ['09:00', '09:40']);
  });

  it('keeps a slot only when it ends inside the window', () => {
    assert.deepEqual(timesOn(territoryWith({ slotMinutes: 45 }), monday), ['09:00']);
    assert.deepEqual(timesOn(territoryWith({ slotMinutes: 90 }), monday), []);
  });

  it('gives five hours in March and seven in October', () => {
    const territory = territoryWith({ from: '00:00', to: '06:00', slotsPerHour: 1 });
    assert.deepEqual(timesOn(territory, '2026-03-29'), ['00:00', '01:00', '03:00', '04:00', '05:00']);
    assert.deepEqual(timesOn(territory, '2026-10-25'), ['00:00', '01:00', '02:00', '02:00', '03:00', '04:00', '05:00']);
  });

  it('tells the two equal times of October apart by their offset', () => {
    const territory = territoryWith({ from: '02:00', to: '03:00', slotsPerHour: 1 });
    const slots = slotsOf(territory, { from: '2026-10-25', to: '2026-10-25' });
    assert.deepEqual(
      slots.map(({ start, startLocal }) => [start, startLocal]),
      [
        ['2026-10-25T00:00:00Z', '2026-10-25T02:00:00+02:00'],
        ['2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'],
      ],
    );
  });

  it('gives as many slots every night where clocks do not change', () => {
    for (const timezone of ['America/Martinique', 'Indian/Reunion', 'Pacific/Noumea']) {
      const territory = territoryWith({ from: '00:00', to: '06:00', slotsPerHour: 1 }, { timezone });
      for (const date of ['2026-03-29', '2026-10-25']) assert.equal(timesOn(territory, date).length, 6);
    }
  });

  it('has one seat a slot unless the opening says more', () => {
    assert.equal(slotsOf(territoryWith(), { from: monday, to: monday })[0]?.capacity, 1);
    assert.equal(slotsOf(territoryWith({ capacity: 3 }), { from: monday, to: monday })[0]?.capacity, 3);
  });
});

describe('Rule 6, breaks and closures', () => {
  const afternoon = { from: '14:00', to: '16:00', slotsPerHour: 2 as const };

  it('drops the slots a break touches, and keeps the grid', () => {
    const territory = territoryWith({ ...afternoon, breaks: [{ from: '14:40', to: '15:10' }] });
    assert.deepEqual(timesOn(territory, monday), ['14:00', '15:30']);
  });

  it('keeps slots that only meet the end of a break', () => {
    const territory = territoryWith({ ...afternoon, breaks: [{ from: '14:30', to: '15:00' }] });
    assert.deepEqual(timesOn(territory, monday), ['14:00', '15:00', '15:30']);
  });

  it('places a break past midnight with its opening', () => {
    const night = { from: '22:00', to: '02:00', slotsPerHour: 1 as const, breaks: [{ from: '00:00', to: '01:00' }] };
    assert.deepEqual(timesOn(territoryWith(night), monday), ['22:00', '23:00', '01:00']);
  });

  it('drops the slots a closure touches at its times', () => {
    const closure = { type: 'closure' as const, from: monday, fromTime: '14:45', toTime: '15:00' };
    assert.deepEqual(timesOn(territoryWith(afternoon, { exceptions: [closure] }), monday), ['14:00', '15:00', '15:30']);
  });

  it('closes at its times on each of its dates', () => {
    const closure = { type: 'closure' as const, from: monday, to: '2026-11-10', fromTime: '14:00', toTime: '15:30' };
    const territory = territoryWith(afternoon, { exceptions: [closure] });
    assert.deepEqual(startsOf(territory, { from: monday, to: '2026-11-12' }), [
      '2026-11-09 15:30',
      '2026-11-10 15:30',
      '2026-11-12 14:00',
      '2026-11-12 14:30',
      '2026-11-12 15:00',
      '2026-11-12 15:30',
    ]);
  });

  it('closes to the end of the day, or from its start, when one time is missing', () => {
    const from = { type: 'closure' as const, from: monday, fromTime: '15:00' };
    const until = { type: 'closure' as const, from: monday, toTime: '15:00' };
    assert.deepEqual(timesOn(territoryWith(afternoon, { exceptions: [from] }), monday), ['14:00', '14:30']);
    assert.deepEqual(timesOn(territoryWith(afternoon, { exceptions: [until] }), monday), ['15:00', '15:30']);
  });

  it('closes past midnight when its end is not after its start', () => {
    const closure = { type: 'closure' as const, from: monday, fromTime: '23:00', toTime: '01:00' };
    const territory = territoryWith({ from: '22:00', to: '02:00', slotsPerHour: 1 }, { exceptions: [closure] });
    assert.deepEqual(timesOn(territory, monday), ['22:00', '01:00']);
  });

  it('covers midnight to midnight without times', () => {
    const closure = { type: 'closure' as const, from: '2026-11-10' };
    const territory = territoryWith({ from: '22:00', to: '02:00', slotsPerHour: 1 }, { exceptions: [closure] });
    assert.deepEqual(startsOf(territory, { from: monday, to: '2026-11-10' }), [
      '2026-11-09 22:00',
      '2026-11-09 23:00',
      '2026-11-11 00:00',
      '2026-11-11 01:00',
    ]);
  });

  it('covers the 25 hours of a day in October', () => {
    const closure = { type: 'closure' as const, from: '2026-10-25' };
    const territory = territoryWith({ from: '00:00', to: '24:00', slotsPerHour: 1 }, { exceptions: [closure] });
    assert.deepEqual(openDates(territory, '2026-10-24', '2026-10-26'), ['2026-10-24', '2026-10-26']);
  });

  it('names a practice, a site, or everyone', () => {
    const practices = [
      { id: 'a', siteId: 'north' },
      { id: 'b', siteId: 'north' },
      { id: 'c', siteId: 'south' },
    ];
    const openings = practices.map(({ id }) => openingWith({ practiceId: id, slotsPerHour: 1 }));
    const openTo = (closure: object) => {
      const exceptions = [{ type: 'closure' as const, from: monday, ...closure }];
      const slots = slotsOf(
        { ...territoryWith({}, { practices, exceptions }), openings },
        { from: monday, to: monday },
      );
      return slots.map(({ practiceId }) => practiceId);
    };
    assert.deepEqual(openTo({ practiceId: 'a' }), ['b', 'c']);
    assert.deepEqual(openTo({ siteId: 'north' }), ['c']);
    assert.deepEqual(openTo({}), []);
    assert.deepEqual(openTo({ practiceId: 'a', siteId: 'north' }), ['b', 'c']);
  });

  it('beats extra openings', () => {
    const exceptions = [
      {
        type: 'opening' as const,
        practiceId: 'cab',
        date: monday,
        from: '14:00',
        to: '15:00',
        slotsPerHour: 2 as const,
      },
      { type: 'closure' as const, from: monday, fromTime: '14:30', toTime: '15:00' },
    ];
    assert.deepEqual(timesOn(territoryWith({}, { exceptions }), monday), ['09:00', '09:15', '09:30', '09:45', '14:00']);
  });
});

describe('Rule 7, extra openings', () => {
  it('opens whatever the weekday, the rotation or the holiday', () => {
    const extra = {
      type: 'opening' as const,
      practiceId: 'cab',
      from: '10:00',
      to: '11:00',
      slotMinutes: 30,
      capacity: 2,
    };
    const exceptions = [
      { ...extra, date: '2026-11-11' },
      { ...extra, date: '2026-11-15' },
    ];
    const territory = territoryWith({ days: ['mon'] }, { exceptions });
    assert.deepEqual(openDates(territory, monday, sunday), ['2026-11-09', '2026-11-11', '2026-11-15']);
    const [slot] = slotsOf(territory, { from: '2026-11-11', to: '2026-11-11' });
    assert.deepEqual([slot?.startLocal, slot?.capacity], ['2026-11-11T10:00:00+01:00', 2]);
  });
});

describe('Rule 8, service date', () => {
  it('is the date of the opening, even past midnight', () => {
    const territory = territoryWith({ from: '20:00', to: '02:00', slotsPerHour: 1 });
    const slots = slotsOf(territory, { from: '2026-12-31', to: '2027-01-01' });
    assert.equal(slots.length, 6);
    assert.deepEqual([...new Set(slots.map(({ serviceDate }) => serviceDate))], ['2026-12-31']);
    assert.equal(slots.at(-1)?.startLocal, '2027-01-01T01:00:00+01:00');
  });

  it('is what a query asks for', () => {
    const territory = territoryWith({ from: '23:00', to: '01:00', slotsPerHour: 1 });
    assert.deepEqual(startsOf(territory, { from: '2026-11-10', to: '2026-11-10' }), [
      '2026-11-10 23:00',
      '2026-11-11 00:00',
    ]);
  });
});

describe('Rule 9, openings of one practice together', () => {
  it('adds the seats of two openings with one start', () => {
    const openings = [openingWith(), openingWith({ from: '09:30', to: '10:30', capacity: 2 })];
    const slots = slotsOf({ ...territoryWith(), openings }, { from: monday, to: monday });
    assert.deepEqual(
      slots.map(({ startLocal, capacity }) => [startLocal.slice(11, 16), capacity]),
      [
        ['09:00', 1],
        ['09:15', 1],
        ['09:30', 3],
        ['09:45', 3],
        ['10:00', 2],
        ['10:15', 2],
      ],
    );
  });

  it('adds an extra opening to the one of the day', () => {
    const exceptions = [
      {
        type: 'opening' as const,
        practiceId: 'cab',
        date: monday,
        from: '09:00',
        to: '09:30',
        slotsPerHour: 4 as const,
      },
    ];
    const slots = slotsOf(territoryWith({}, { exceptions }), { from: monday, to: monday });
    assert.deepEqual(
      slots.map(({ capacity }) => capacity),
      [2, 2, 1, 1],
    );
  });

  it('adds seats past midnight under the earlier service date', () => {
    const openings = [
      openingWith({ from: '23:00', to: '01:00', slotsPerHour: 2 }),
      openingWith({ from: '00:00', to: '01:30', slotsPerHour: 2, onHoliday: 'open' }),
    ];
    const territory = { ...territoryWith(), openings };
    const seats = (from: string, to: string) =>
      slotsOf(territory, { from, to }).map(({ serviceDate, startLocal, capacity }) => [
        serviceDate,
        startLocal.slice(5, 16),
        capacity,
      ]);
    assert.deepEqual(seats('2026-11-12', '2026-11-12'), [
      ['2026-11-12', '11-12T00:00', 1],
      ['2026-11-12', '11-12T00:30', 1],
      ['2026-11-12', '11-12T01:00', 1],
      ['2026-11-12', '11-12T23:00', 1],
      ['2026-11-12', '11-12T23:30', 1],
      ['2026-11-12', '11-13T00:00', 2],
      ['2026-11-12', '11-13T00:30', 2],
    ]);
    assert.deepEqual(seats('2026-11-13', '2026-11-13')[0], ['2026-11-13', '11-13T01:00', 1]);
  });

  it('keeps the earlier slot where the lost hour of March pushes two openings together', () => {
    const openings = [
      openingWith({ from: '00:00', to: '03:30', slotMinutes: 25 }),
      openingWith({ from: '03:20', to: '04:10', slotMinutes: 25 }),
    ];
    const territory = { ...territoryWith(), openings };
    assert.deepEqual(timesOn(territory, '2026-03-28').slice(-3), ['02:55', '03:20', '03:45']);
    assert.deepEqual(timesOn(territory, '2026-03-29').slice(-3), ['01:40', '03:05', '03:45']);
  });

  it('never adds slots of two lengths, even on the night of March', () => {
    const openings = [
      openingWith({ from: '01:00', to: '02:30', slotMinutes: 30, capacity: 2 }),
      openingWith({ from: '03:00', to: '05:00', slotMinutes: 40 }),
    ];
    const slots = slotsOf({ ...territoryWith(), openings }, { from: '2026-03-29', to: '2026-03-29' });
    assert.deepEqual(
      slots.map(({ startLocal, end, capacity }) => [startLocal.slice(11, 16), end.slice(11, 16), capacity]),
      [
        ['01:00', '00:30', 2],
        ['01:30', '01:00', 2],
        ['03:00', '01:30', 2],
        ['03:40', '02:20', 1],
        ['04:20', '03:00', 1],
      ],
    );
  });
});

describe('Rule 12, order', () => {
  it('goes by instant, then by the id of the practice', () => {
    const practices = ['é', 'b', 'B', 'a'].map((id) => ({ id, siteId: 'here' }));
    const openings = [
      ...practices.map(({ id }) => openingWith({ practiceId: id, slotsPerHour: 1 })),
      openingWith({ practiceId: 'a', from: '08:00', to: '09:00', slotsPerHour: 1 }),
    ];
    const slots = slotsOf({ ...territoryWith({}, { practices }), openings }, { from: monday, to: monday });
    assert.deepEqual(
      slots.map(({ practiceId }) => practiceId),
      ['a', 'B', 'a', 'b', 'é'],
    );
  });

  it('puts a slot past midnight after those of the next day that start before it', () => {
    const practices = ['day', 'night'].map((id) => ({ id, siteId: 'here' }));
    const openings = [
      openingWith({ practiceId: 'night', from: '23:00', to: '03:00', slotsPerHour: 1 }),
      openingWith({ practiceId: 'day', from: '00:30', to: '01:30', slotsPerHour: 1 }),
    ];
    const compiled = compileValid({ ...territoryWith({}, { practices }), openings });
    const starts = listSlots(compiled, { from: monday, to: '2026-11-10' }).map(({ startMs }) => startMs);
    assert.deepEqual(
      starts,
      [...starts].sort((left, right) => left - right),
    );
  });
});
