import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { groupByHalfDay, halfDayOf } from '@relais/engine';
import type { Territory } from '@relais/model';
import { bareTerritory, compileValid, openingWith, readTerritory, slotsOf, territoryWith } from '../support.ts';

describe('Half-days', () => {
  it('turn at 06:00, 08:00, 13:00 and 20:00 of the wall clock', () => {
    const at = (time: string) => halfDayOf(`2026-11-09T${time}:00+01:00`);
    assert.deepEqual(['00:00', '05:59'].map(at), ['night', 'night']);
    assert.deepEqual(['06:00', '07:59'].map(at), ['early-morning', 'early-morning']);
    assert.deepEqual(['08:00', '12:59'].map(at), ['morning', 'morning']);
    assert.deepEqual(['13:00', '19:59'].map(at), ['afternoon', 'afternoon']);
    assert.deepEqual(['20:00', '23:45'].map(at), ['evening', 'evening']);
  });

  it('group the slots of all sites in the order they begin', () => {
    const slots = slotsOf(readTerritory('rives-de-lorme'), { from: '2026-11-13', to: '2026-11-14' });
    const groups = groupByHalfDay(slots);
    assert.deepEqual(
      groups.map(({ key, halfDay, date }) => [key, halfDay, date]),
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

  it('put what is past midnight in the night it is in, not in the evening before', () => {
    const slots = slotsOf(territoryWith({ from: '19:00', to: '02:00', slotsPerHour: 1 }), {
      from: '2026-11-09',
      to: '2026-11-09',
    });
    assert.deepEqual(
      groupByHalfDay(slots).map(({ key, slots: { length } }) => [key, length]),
      [
        ['2026-11-09/afternoon', 1],
        ['2026-11-09/evening', 4],
        ['2026-11-10/night', 2],
      ],
    );
  });

  it('give the early hours of a day open around the clock their own places, in the order of time', () => {
    const slots = slotsOf(territoryWith({ from: '00:00', to: '24:00', slotsPerHour: 1 }), {
      from: '2026-11-29',
      to: '2026-11-30',
    });
    const groups = groupByHalfDay(slots.filter(({ startLocal }) => startLocal >= '2026-11-29T13:30'));
    assert.deepEqual(
      groups.map(({ key, slots: { length } }) => [key, length]),
      [
        ['2026-11-29/afternoon', 6],
        ['2026-11-29/evening', 4],
        ['2026-11-30/night', 6],
        ['2026-11-30/early-morning', 2],
        ['2026-11-30/morning', 5],
        ['2026-11-30/afternoon', 7],
        ['2026-11-30/evening', 4],
      ],
    );
  });

  it('put two openings that meet in one night together', () => {
    const territory: Territory = {
      ...bareTerritory({ practices: ['evening', 'night'].map((id) => ({ id, siteId: 'here' })) }),
      openings: [
        openingWith({ practiceId: 'evening', from: '20:00', to: '02:00', slotsPerHour: 1 }),
        openingWith({ practiceId: 'night', from: '00:00', to: '06:00', slotsPerHour: 1 }),
      ],
    };
    const groups = groupByHalfDay(slotsOf(territory, { from: '2026-11-09', to: '2026-11-10' }));
    const night = groups.find(({ key }) => key === '2026-11-10/night');
    assert.deepEqual(
      new Set(night?.slots.map(({ serviceDate }) => serviceDate)),
      new Set(['2026-11-09', '2026-11-10']),
    );
    assert.equal(night?.slots.length, 8);
  });

  it('hold each slot once, in order, under the date on the wall, whatever the openings and the clock changes', () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, '0')}:00`);
    const zone = fc.constantFrom('Europe/Paris', 'America/Miquelon', 'Pacific/Noumea', 'Atlantic/Azores');
    const day = fc.constantFrom('2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-12-30');
    fc.assert(
      fc.property(
        zone,
        day,
        fc.array(fc.tuple(hour, hour), { minLength: 1, maxLength: 3 }),
        (timezone, from, spans) => {
          const ids = spans.map((_, index) => `p${index}`);
          const openings = spans.map(([start, end], index) =>
            openingWith({ practiceId: `p${index}`, from: start, to: end, onHoliday: 'open' }),
          );
          const practices = ids.map((id) => ({ id, siteId: 'here' }));
          const to = new Date(Date.parse(from) + 2 * 86_400_000).toISOString().slice(0, 10);
          const slots = slotsOf({ ...bareTerritory({ timezone, practices }), openings }, { from, to });
          const groups = groupByHalfDay(slots);
          assert.deepEqual(
            groups.flatMap((group) => group.slots),
            slots,
          );
          assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length);
          assert.equal(new Set(groups.map(({ date, halfDay }) => `${date} ${halfDay}`)).size, groups.length);
          for (const { date, halfDay, slots: own } of groups) {
            for (const { startLocal } of own) {
              assert.equal(startLocal.slice(0, 10), date);
              assert.equal(halfDayOf(startLocal), halfDay);
            }
          }
        },
      ),
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
      const halfDays = new Set(groupByHalfDay(slots).map(({ halfDay }) => halfDay));
      assert.equal(halfDays.size, 5, date);
      assert.ok(slots.some(({ siteId }) => siteId === 's-ecluse'));
    }
  });
});
