import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookableDates, checkSlot, checkWindow, countTaken, listSlots, presentBookable } from '@relais/engine';
import type { Occupancy, SlotCriteria } from '@relais/engine';
import type { Opening, Territory } from '@relais/model';
import { compileValid, openingWith, slotsOf, startsOf, territoryWith } from '../support.ts';

const monday = '2026-11-09';
const start = '2026-11-09T08:00:00Z';
const beforehand = '2026-11-09T06:00:00Z';

/** Local times bookable at `now` on one Monday, 09:00 to 10:00. */
function bookableAt(now: string, rules: Territory['rules'] = {}, occupancy: Occupancy = {}): string[] {
  const territory = territoryWith({}, { rules });
  return startsOf(territory, { from: monday, to: monday, now, occupancy }).map((text) => text.slice(11));
}

describe('Rule 10, what can be booked now', () => {
  it('needs the notice, to the second', () => {
    assert.deepEqual(bookableAt('2026-11-09T07:55:00Z', { minNoticeMinutes: 20 }), ['09:15', '09:30', '09:45']);
    assert.deepEqual(bookableAt('2026-11-09T07:55:01Z', { minNoticeMinutes: 20 }), ['09:30', '09:45']);
  });

  it('counts the notice in elapsed minutes over a clock change', () => {
    const territory = territoryWith(
      { from: '03:00', to: '04:00', slotsPerHour: 1 },
      { rules: { minNoticeMinutes: 120 } },
    );
    const at = (now: string) => startsOf(territory, { from: '2026-03-29', to: '2026-03-29', now }).length;
    assert.equal(at('2026-03-28T23:00:00Z'), 1);
    assert.equal(at('2026-03-28T23:00:01Z'), 0);
  });

  it('reaches the last local date of the horizon, whole', () => {
    const territory = territoryWith(
      { from: '23:00', to: '24:00', slotsPerHour: 1, onHoliday: 'open' },
      { rules: { maxHorizonDays: 1 } },
    );
    const reach = (now: string) => startsOf(territory, { from: monday, to: '2026-11-15', now });
    assert.deepEqual(reach('2026-11-08T22:59:59Z'), ['2026-11-09 23:00']);
    assert.deepEqual(reach('2026-11-08T23:00:00Z'), ['2026-11-09 23:00', '2026-11-10 23:00']);
  });

  it('looks at the local date of the start, not at the service date', () => {
    const territory = territoryWith({ from: '23:00', to: '01:00', slotsPerHour: 1 }, { rules: { maxHorizonDays: 0 } });
    assert.deepEqual(startsOf(territory, { from: '2026-11-08', to: monday, now: start }), ['2026-11-09 23:00']);
    assert.deepEqual(startsOf(territory, { from: '2026-11-08', to: monday, now: '2026-11-08T21:00:00Z' }), [
      '2026-11-08 23:00',
    ]);
    assert.deepEqual(startsOf(territory, { from: '2026-11-08', to: monday, now: '2026-11-08T23:00:00Z' }), [
      '2026-11-09 00:00',
      '2026-11-09 23:00',
    ]);
  });

  it('reckons the horizon in the zone of the territory', () => {
    const territory = territoryWith({}, { rules: { maxHorizonDays: 0 }, timezone: 'Pacific/Noumea' });
    const reach = (now: string) => startsOf(territory, { from: monday, to: '2026-11-10', now });
    assert.deepEqual(reach('2026-11-08T12:59:59Z'), []);
    assert.equal(reach('2026-11-08T13:00:00Z').length, 4);
  });

  it('has no notice when the rules set none', () => {
    assert.equal(bookableAt(start).length, 4);
  });

  it('reaches 400 days ahead when the rules set no horizon, or a longer one', () => {
    for (const rules of [{}, { maxHorizonDays: 9_007_199_254_740_991 }]) {
      const reach = (now: string) => startsOf(territoryWith({}, { rules }), { from: monday, to: monday, now }).length;
      assert.equal(reach('2025-10-05T08:00:00Z'), 4);
      assert.equal(reach('2025-10-04T08:00:00Z'), 0);
    }
  });

  it('takes confirmed bookings off', () => {
    assert.deepEqual(bookableAt(beforehand, {}, { bookings: [{ practiceId: 'cab', start }] }), [
      '09:15',
      '09:30',
      '09:45',
    ]);
    const elsewhere = { bookings: [{ practiceId: 'other', start }] };
    assert.equal(bookableAt(beforehand, {}, elsewhere).length, 4);
  });

  it('takes a booking of several seats off whole', () => {
    const territory = territoryWith({ capacity: 3 });
    const occupancy = { bookings: [{ practiceId: 'cab', start, count: 2 }] };
    const [slot] = slotsOf(territory, { from: monday, to: monday, now: beforehand, occupancy });
    assert.deepEqual([slot?.capacity, slot?.remaining], [3, 1]);
  });

  it('frees the seats of cancelled and missed bookings', () => {
    for (const status of ['cancelled', 'no-show'] as const) {
      assert.equal(bookableAt(beforehand, {}, { bookings: [{ practiceId: 'cab', start, status }] }).length, 4);
    }
  });

  it('takes a hold off until the instant it expires', () => {
    const expiring = (expiresAt: string) =>
      bookableAt(beforehand, {}, { holds: [{ practiceId: 'cab', start, expiresAt }] }).length;
    assert.equal(expiring('2026-11-09T06:00:01Z'), 3);
    assert.equal(expiring(beforehand), 4);
  });

  it('shows no slot sold beyond its capacity as negative', () => {
    const occupancy = { bookings: [{ practiceId: 'cab', start, count: 5 }] };
    assert.equal(bookableAt(beforehand, {}, occupancy).length, 3);
    const [slot] = slotsOf(territoryWith(), { from: monday, to: monday, occupancy });
    assert.equal(slot?.remaining, 0);
  });

  it('lists full and past slots when it has no clock', () => {
    const occupancy = {
      bookings: [{ practiceId: 'cab', start }],
      holds: [{ practiceId: 'cab', start, expiresAt: '2099-01-01T00:00:00Z' }],
    };
    const slots = slotsOf(territoryWith({ capacity: 2 }), { from: monday, to: monday, occupancy });
    assert.deepEqual(
      slots.map(({ remaining }) => remaining),
      [1, 2, 2, 2],
    );
  });

  it('takes a counter of taken seats in place of a list', () => {
    const compiled = compileValid(territoryWith({ capacity: 2 }));
    const asked: string[] = [];
    const slots = listSlots(compiled, {
      from: monday,
      to: monday,
      now: Date.parse(beforehand),
      occupancy: (practiceId, startMs) => {
        asked.push(`${practiceId} ${new Date(startMs).toISOString()}`);
        return 1;
      },
    });
    assert.deepEqual(
      slots.map(({ remaining }) => remaining),
      [1, 1, 1, 1],
    );
    assert.equal(asked[0], 'cab 2026-11-09T08:00:00.000Z');
  });

  it('counts an occupancy once for many questions', () => {
    const taken = countTaken(
      { bookings: [{ practiceId: 'cab', start }], holds: [{ practiceId: 'cab', start, expiresAt: start }] },
      Date.parse(beforehand),
    );
    assert.equal(taken('cab', Date.parse(start)), 2);
    assert.equal(taken('cab', Date.parse(start) + 1), 0);
  });

  it('says which dates hold all that can be booked', () => {
    const night = { from: '20:00', to: '02:00', slotsPerHour: 1 } as const;
    const compiled = compileValid(territoryWith(night, { rules: { maxHorizonDays: 2 } }));
    const now = '2026-11-12T00:30:00Z';
    const dates = bookableDates(compiled, now);
    assert.deepEqual(dates, { from: '2026-11-11', to: '2026-11-14' });
    assert.deepEqual(bookableDates(compileValid(territoryWith()), now), { from: '2026-11-11', to: '2027-12-17' });
  });

  it('finds tonight’s seats after midnight within those dates', () => {
    const territory = territoryWith({ from: '20:00', to: '03:00', slotsPerHour: 1 }, { rules: { maxHorizonDays: 0 } });
    const now = '2026-11-13T00:30:00Z';
    const starts = startsOf(territory, { ...bookableDates(compileValid(territory), now), now });
    assert.deepEqual(starts.slice(0, 2), ['2026-11-13 02:00', '2026-11-13 20:00']);
  });
});

describe('Rule 11, who sees it', () => {
  const seen = (opening: Partial<Opening>, criteria: SlotCriteria) =>
    slotsOf(territoryWith({ slotsPerHour: 1, ...opening }), { from: monday, to: monday, ...criteria }).length === 1;

  it('shows an opening to the audiences it lists', () => {
    assert.equal(seen({ visibility: ['PUBLIC', 'SNP'] }, { audience: 'SNP' }), true);
    assert.equal(seen({ visibility: ['PUBLIC', 'SNP'] }, { audience: 'PRO' }), false);
  });

  it('shows an opening to CPTS when it lists none', () => {
    assert.equal(seen({}, { audience: 'CPTS' }), true);
    assert.equal(seen({}, { audience: 'PUBLIC' }), false);
  });

  it('shows everything to a search without audience', () => {
    assert.equal(seen({ visibility: ['PRO'] }, {}), true);
  });

  it('counts only the seats an audience may see', () => {
    const openings = [
      openingWith({ slotsPerHour: 1, visibility: ['CPTS', 'SNP'] }),
      openingWith({ slotsPerHour: 1, capacity: 2, visibility: ['SNP'] }),
    ];
    const seats = (audience: 'CPTS' | 'SNP') =>
      slotsOf({ ...territoryWith(), openings }, { from: monday, to: monday, audience })[0]?.capacity;
    assert.deepEqual([seats('CPTS'), seats('SNP')], [1, 3]);
  });

  const reserved = { for: 'protocole-ic', releaseMinutes: 60 };

  it('keeps reserved seats for searches that carry the label', () => {
    assert.equal(seen({ reserved }, { label: 'protocole-ic', now: beforehand }), true);
    assert.equal(seen({ reserved }, { label: 'protocole-x', now: beforehand }), false);
    assert.equal(seen({ reserved }, { now: beforehand }), false);
  });

  it('releases them to everyone at the minute it says', () => {
    assert.equal(seen({ reserved }, { now: '2026-11-09T06:59:59Z' }), false);
    assert.equal(seen({ reserved }, { now: '2026-11-09T07:00:00Z' }), true);
  });

  it('hides them from a listing without clock, unless it carries the label', () => {
    assert.equal(seen({ reserved }, {}), false);
    assert.equal(seen({ reserved }, { label: 'protocole-ic' }), true);
  });

  it('still asks for the audience of a reserved seat', () => {
    assert.equal(seen({ reserved, visibility: ['SNP'] }, { label: 'protocole-ic', audience: 'CPTS' }), false);
  });

  it('never sells a reserved seat because another of the same start is taken', () => {
    const openings = [openingWith({ slotsPerHour: 1 }), openingWith({ slotsPerHour: 1, reserved })];
    const occupancy = { bookings: [{ practiceId: 'cab', start }] };
    const left = (criteria: SlotCriteria) =>
      slotsOf(
        { ...territoryWith(), openings },
        { from: monday, to: monday, now: beforehand, occupancy, ...criteria },
      )[0]?.remaining;
    assert.equal(left({}), undefined);
    assert.equal(left({ label: 'protocole-ic' }), 1);
  });
});

describe('A slot somebody insists on', () => {
  const compiled = compileValid(territoryWith({}, { rules: { minNoticeMinutes: 20, maxHorizonDays: 1 } }));
  const check = (
    criteria: SlotCriteria & { now: string },
    key = { practiceId: 'cab', start: start as string | number },
  ) => {
    const answer = checkSlot(compiled, key, criteria);
    return answer.ok ? 'ok' : answer.reason;
  };

  it('can be booked when it is listed', () => {
    const answer = checkSlot(compiled, { practiceId: 'cab', start: Date.parse(start) }, { now: beforehand });
    assert.equal(answer.ok && answer.slot.endMs, Date.parse('2026-11-09T08:15:00Z'));
  });

  it('cannot once it is full, too near or too far', () => {
    assert.equal(check({ now: beforehand, occupancy: () => 1 }), 'full');
    assert.equal(check({ now: '2026-11-09T07:41:00Z' }), 'too-soon');
    assert.equal(check({ now: '2026-11-07T22:59:00Z' }), 'beyond-horizon');
  });

  it('is unknown to those who may not see it, and off the grid', () => {
    assert.equal(check({ now: beforehand, audience: 'PRO' }), 'unknown');
    assert.equal(check({ now: beforehand, filters: { siteIds: ['there'] } }), 'unknown');
    assert.equal(check({ now: beforehand }, { practiceId: 'cab', start: '2026-11-09T08:05:00Z' }), 'unknown');
    assert.equal(check({ now: beforehand }, { practiceId: 'nobody', start }), 'unknown');
  });

  it('is found past midnight', () => {
    const night = compileValid(territoryWith({ from: '23:00', to: '01:00', slotsPerHour: 1 }));
    const answer = checkSlot(night, { practiceId: 'cab', start: '2026-11-09T23:00:00Z' }, { now: beforehand });
    assert.equal(answer.ok && answer.slot.serviceDate, monday);
  });
});

describe('A window of which no seat can be booked', () => {
  const compiled = compileValid(territoryWith({}, { rules: { minNoticeMinutes: 20, maxHorizonDays: 1 } }));
  const hour = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T09:00:00Z' };
  const why = (now: string, window = hour, occupancy = () => 0) => checkWindow(compiled, window, { now, occupancy });

  it('is full as long as a start of it could be booked by time', () => {
    assert.equal(
      why(beforehand, hour, () => 4),
      'full',
    );
    assert.equal(
      why('2026-11-09T08:25:00Z', hour, () => 4),
      'full',
    );
  });

  it('is too near once the notice of its last start has run out, and when it is gone', () => {
    assert.equal(why('2026-11-09T08:26:00Z'), 'too-soon');
    assert.equal(why('2026-11-09T12:00:00Z'), 'too-soon');
    assert.equal(why('2026-12-09T12:00:00Z'), 'too-soon');
  });

  it('is too far before the horizon reaches it', () => {
    assert.equal(why('2026-11-07T22:59:00Z'), 'beyond-horizon');
    assert.equal(why(beforehand, { from: '2028-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' }), 'beyond-horizon');
  });

  it('is unknown where nothing is planned', () => {
    assert.equal(why(beforehand, { from: '2026-11-09T10:00:00Z', to: '2026-11-09T11:00:00Z' }), 'unknown');
    assert.equal(why(beforehand, { from: hour.to, to: hour.from }), 'unknown');
  });
});

describe('The last instant at which a slot can be booked', () => {
  it('is the last one at which it is listed, to the second', () => {
    const compiled = compileValid(territoryWith({}, { rules: { minNoticeMinutes: 45, maxHorizonDays: 1 } }));
    const starts = (now: number) =>
      listSlots(compiled, { from: monday, to: monday, now }).map(({ startMs }) => startMs);
    for (const slot of listSlots(compiled, { from: monday, to: monday })) {
      const until = Date.parse(presentBookable(compiled, slot).bookableUntil!);
      assert.ok(starts(until).includes(slot.startMs));
      assert.ok(!starts(until + 1000).includes(slot.startMs));
    }
  });
});
