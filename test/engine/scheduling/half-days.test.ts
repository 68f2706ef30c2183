import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupByHalfDay, halfDayOf } from '@relais/engine';
import { compileValid, readTerritory, slotsOf, territoryWith } from '../support.ts';

describe('Half-days', () => {
  it('turn at 08:00, 13:00 and 20:00 of the wall clock', () => {
    const at = (time: string) => halfDayOf(`2026-11-09T${time}:00+01:00`);
    assert.deepEqual(['00:00', '07:59', '20:00', '23:45'].map(at), ['night', 'night', 'night', 'night']);
    assert.deepEqual(['08:00', '12:59'].map(at), ['morning', 'morning']);
    assert.deepEqual(['13:00', '19:59'].map(at), ['afternoon', 'afternoon']);
  });

  it('group the slots of all sites in the order they begin', () => {
    const slots = slotsOf(readTerritory('rives-de-lorme'), { from: '2026-11-13', to: '2026-11-14' });
    const groups = groupByHalfDay(slots);
    assert.deepEqual(
      groups.map(({ key, halfDay, serviceDate }) => [key, halfDay, serviceDate]),
      [
        ['2026-11-13/afternoon', 'afternoon', '2026-11-13'],
        ['2026-11-14/morning', 'morning', '2026-11-14'],
      ],
    );
    assert.deepEqual(
      groups.flatMap((group) => group.slots),
      slots,
    );
  });

  it('keep a night past midnight in one group, under its service date', () => {
    const slots = slotsOf(territoryWith({ from: '19:00', to: '02:00', slotsPerHour: 1 }), {
      from: '2026-11-09',
      to: '2026-11-09',
    });
    const [evening, night] = groupByHalfDay(slots);
    assert.deepEqual([evening?.halfDay, evening?.slots.length], ['afternoon', 1]);
    assert.deepEqual([night?.key, night?.slots.length], ['2026-11-09/night', 6]);
  });

  it('tell the two nights of a day open around the clock apart', () => {
    const slots = slotsOf(territoryWith({ from: '00:00', to: '24:00', slotsPerHour: 1 }), {
      from: '2026-11-09',
      to: '2026-11-09',
    });
    assert.deepEqual(
      groupByHalfDay(slots).map(({ key, slots: { length } }) => [key, length]),
      [
        ['2026-11-09/early-night', 8],
        ['2026-11-09/morning', 5],
        ['2026-11-09/afternoon', 7],
        ['2026-11-09/night', 4],
      ],
    );
  });

  it('are none without slots', () => {
    assert.deepEqual(groupByHalfDay([]), []);
  });
});

describe('The demo territory that is always open', () => {
  it('has a seat for the public in every half-day of a Sunday, a holiday and the nights clocks change', () => {
    const compiled = compileValid(readTerritory('trois-vallees'));
    for (const date of ['2026-11-15', '2026-12-25', '2026-03-29', '2026-10-25']) {
      const slots = slotsOf(compiled.territory, { from: date, to: date, audience: 'PUBLIC' });
      const groups = groupByHalfDay(slots).filter(({ slots: { length } }) => length >= 6);
      assert.equal(groups.length, 4, date);
      assert.ok(slots.some(({ siteId }) => siteId === 's-ecluse'));
    }
  });
});
