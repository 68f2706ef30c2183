import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountCourse } from '@relais/engine';

const step = (at: string, earned: number, received = 0, corrected = 0) => ({
  ...{ at: Date.parse(at), earned, received, corrected },
});
const span = (from: string, to: string, balance: number) => ({
  ...{ from: Date.parse(from), to: Date.parse(to), balance, timezone: 'Europe/Paris' },
});

describe('An account through time', () => {
  it('has every week from Monday on, those without anything too, and ends as the account stands', () => {
    const steps = [
      step('2026-11-09T08:00:00Z', 0.5),
      step('2026-11-10T08:00:00Z', 0.5, 1),
      step('2026-11-24T08:00:00Z', 0, 0, 2),
    ];
    const weeks = accountCourse(steps, span('2026-11-12T00:00:00Z', '2026-11-25T00:00:00Z', 2));
    assert.deepEqual(
      weeks.map(({ from, requests, balance }) => [from, requests, balance]),
      [
        ['2026-11-09', 2, 0],
        ['2026-11-16', 0, 0],
        ['2026-11-23', 0, 2],
      ],
    );
  });

  it('begins where the account stood before the first week', () => {
    const steps = [step('2026-10-01T08:00:00Z', 5), step('2026-11-10T08:00:00Z', 1)];
    const weeks = accountCourse(steps, span('2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z', 6));
    assert.deepEqual(
      weeks.map(({ earned, balance }) => [earned, balance]),
      [
        [1, 6],
        [0, 6],
      ],
    );
  });

  it('has a Sunday night in its week by the clock of the territory, also when the clock changes', () => {
    const late = step('2026-10-25T22:59:00Z', 1);
    const next = step('2026-10-25T23:00:00Z', 1);
    const weeks = accountCourse([late, next], span('2026-10-25T10:00:00Z', '2026-10-26T10:00:00Z', 2));
    assert.deepEqual(
      weeks.map(({ from, balance }) => [from, balance]),
      [
        ['2026-10-19', 1],
        ['2026-10-26', 2],
      ],
    );
  });
});
