import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkSlot, explainNoSlots, listFree, listFreeBefore, listSlots } from '@relais/engine';
import type { ListedSlot, SlotQuery } from '@relais/engine';
import type { Opening } from '@relais/model';
import { bareTerritory, compileValid } from '../support.ts';

const now = Date.parse('2026-10-23T06:00:00Z');
const day = 86_400_000;
const opening: Opening = {
  practiceId: 'a',
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '09:00',
  to: '11:00',
  slotsPerHour: 4,
};

/** Two practices, one by day and one by night, about the night the clocks change. */
const compiled = compileValid(
  bareTerritory({
    practices: [
      { id: 'a', siteId: 'here' },
      { id: 'b', siteId: 'there' },
    ],
    openings: [opening, { ...opening, practiceId: 'b', from: '22:00', to: '04:00', slotsPerHour: 2 }],
    rules: { minNoticeMinutes: 20, maxHorizonDays: 6, onHoliday: 'open' },
  }),
);
const query: SlotQuery & { now: number } = {
  from: '2026-10-22',
  to: '2026-10-30',
  now,
  occupancy: (_, startMs) => ((startMs / 900_000) % 3 === 0 ? 1 : 0),
};
const whole = listSlots(compiled, query);
const keyOf = ({ practiceId, startMs }: ListedSlot) => `${startMs}/${practiceId}`;
const keys = (slots: readonly ListedSlot[]) => slots.map(keyOf);

describe('A part of a list', () => {
  it('is the whole list’s, wherever it begins and ends', () => {
    assert.ok(whole.length > 60);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 40 }), (index, limit) => {
        const after = whole[index]!;
        assert.deepEqual(
          keys(listSlots(compiled, query, { limit, after })),
          keys(whole.slice(index + 1, index + 1 + limit)),
        );
        assert.deepEqual(keys(listSlots(compiled, query, { limit })), keys(whole.slice(0, limit)));
      }),
    );
  });

  it('is what is free in a window, or before an instant', () => {
    const instant = fc.integer({ min: -2 * 96, max: 9 * 96 }).map((quarter) => now + quarter * 900_000);
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 10 }), (from, to, limit) => {
        const inside = whole.filter(({ startMs }) => startMs >= from && startMs < to);
        assert.deepEqual(keys(listFree(compiled, query, { from, to, limit })), keys(inside.slice(0, limit)));
        const before = whole.filter(({ startMs }) => startMs < from);
        assert.deepEqual(keys(listFreeBefore(compiled, query, { before: from, limit })), keys(before.slice(-limit)));
      }),
    );
  });

  it('begins behind a place nothing is at any more', () => {
    const [first] = listSlots(compiled, query, { after: { practiceId: 'zz', startMs: whole[4]!.startMs }, limit: 1 });
    assert.equal(keyOf(first!), keyOf(whole[5]!));
  });
});

describe('A question about the end of time', () => {
  const far = [-8.64e15, Date.parse('0000-01-01'), Date.parse('9999-12-31'), 8.64e15, Infinity, -Infinity];

  it('is answered at once', () => {
    const began = process.cpuUsage();
    for (const instant of far) {
      assert.deepEqual(listFree(compiled, query, { from: instant, limit: 1 }).length, instant > now ? 0 : 1);
      assert.deepEqual(listFreeBefore(compiled, query, { before: instant, limit: 1 }).length, instant > now ? 1 : 0);
      assert.equal(checkSlot(compiled, { practiceId: 'a', start: instant }, query).ok, false);
    }
    for (const [from, to] of [
      ['0000-01-01', '9999-12-31'],
      ['9999-12-31', '9999-12-31'],
      ['9999-12-31', '0000-01-01'],
    ] as const) {
      const list = listSlots(compiled, { ...query, from, to });
      assert.equal(list.length, from === '0000-01-01' ? whole.length : 0);
      assert.equal(explainNoSlots(compiled, { ...query, from, to }) === undefined, list.length > 0);
    }
    assert.ok(process.cpuUsage(began).user < 5_000_000);
  });

  it('is refused where it would be a list without a clock', () => {
    assert.throws(() => listSlots(compiled, { from: '2026-01-01', to: '2126-01-01' }), RangeError);
    assert.equal(listSlots(compiled, { from: '2026-01-01', to: '2026-12-31' }).length, 365 * (8 + 12));
  });
});

describe('A territory that plans very many slots', () => {
  const practices = Array.from({ length: 2000 }, (_, index) => ({ id: `p${index}`, siteId: 'here' }));
  const openings = practices.map(({ id }): Opening => ({ ...opening, practiceId: id, slotsPerHour: 12 }));
  const dense = compileValid(bareTerritory({ practices, openings, rules: { onHoliday: 'open' } }));

  it('is searched for fewer days', () => {
    assert.equal(dense.rules.maxHorizonDays, 7);
    assert.equal(compiled.rules.reachDays, 400);
    const last = listFreeBefore(dense, { now }, { before: now + 400 * day, limit: 1 });
    assert.equal(last[0]?.serviceDate, '2026-10-30');
  });

  it('says why there is none without looking at all of them', () => {
    const began = process.cpuUsage();
    for (const audience of ['PUBLIC', 'CPTS'] as const) {
      const asked = { from: '2027-01-01', to: '2027-12-31', now, audience };
      assert.ok(explainNoSlots(dense, asked));
    }
    assert.ok(process.cpuUsage(began).user < 5_000_000);
  });
});
