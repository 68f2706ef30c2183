import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shiftsOf } from '@relais/engine/team';
import type { ShiftPlan } from '@relais/engine/team';
import fc from 'fast-check';

const shift = { professional: 'p1', phone: '+33639981234', rank: 1 };
const plan: ShiftPlan = {
  from: '2026-11-09',
  to: '2026-11-15',
  weekdays: [0, 4],
  start: '08:00',
  end: '20:00',
  timezone: 'Europe/Paris',
};
const times = (changes: Partial<ShiftPlan>) =>
  shiftsOf({ ...plan, ...changes }, shift).map(({ start, end }) => `${start} ${end}`);

describe('A plan of shifts', () => {
  it('is on the days of the week it says, both ends included', () => {
    assert.deepEqual(times({}), [
      '2026-11-09T07:00:00Z 2026-11-09T19:00:00Z',
      '2026-11-13T07:00:00Z 2026-11-13T19:00:00Z',
    ]);
    assert.deepEqual(times({ from: '2026-11-13', to: '2026-11-13' }).length, 1);
    assert.deepEqual(times({ from: '2026-11-14', to: '2026-11-13' }), []);
  });

  it('goes on over midnight, and by the clock on the wall in the night it is changed', () => {
    const night = { weekdays: [5], start: '20:00', end: '08:00', from: '2026-10-24', to: '2026-10-24' };
    assert.deepEqual(times(night), ['2026-10-24T18:00:00Z 2026-10-25T07:00:00Z'], 'thirteen hours');
  });

  it('has no shift that is empty or longer than a day and an hour, whatever its hours', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    fc.assert(
      fc.property(time, time, fc.constantFrom('Europe/Paris', 'Indian/Reunion'), (start, end, timezone) => {
        const to = '2026-11-01';
        const all = { from: '2026-10-20', to, weekdays: [0, 1, 2, 3, 4, 5, 6], start, end, timezone };
        for (const one of shiftsOf(all, shift)) {
          const hours = (Date.parse(one.end) - Date.parse(one.start)) / 3_600_000;
          assert.ok(hours > 0 && hours <= 25, `${one.start} ${one.end}`);
        }
      }),
    );
  });
});
