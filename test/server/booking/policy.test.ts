import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RoleGrant } from '@relais/model';
import { judgeChange, mayHaveLink, mayOverbook, requireReach } from '../../../packages/server/src/booking/policy.ts';
import type { Principal } from '../../../packages/server/src/core/http/access.ts';

const patient: Principal = { kind: 'link', of: 'booking', id: 'b1', actor: 'patient' };
const nobody: Principal = { kind: 'anonymous' };
const professional = (...grants: RoleGrant[]): Principal => ({
  kind: 'professional',
  structureId: 'vallon',
  actor: 'professional:p1',
  grants,
});
const DEADLINE = 1_000_000;
const booking = { status: 'confirmed', practice_id: 'north', site_id: 's-mill' } as const;

describe('a booking', () => {
  it('may be changed by its link up to the deadline, and by the desk after it', () => {
    const desk = professional({ role: 'secretary' });
    judgeChange(patient, booking, { now: DEADLINE, deadline: DEADLINE });
    assert.throws(() => judgeChange(patient, booking, { now: DEADLINE + 1, deadline: DEADLINE }), {
      code: 'deadline-passed',
    });
    judgeChange(desk, booking, { now: DEADLINE + 1, deadline: DEADLINE });
  });

  it('is made above the capacity by a secretary of the practice alone', () => {
    const north = { practiceId: 'north', siteId: 's-mill' };
    assert.ok(mayOverbook(professional({ role: 'secretary', practiceId: 'north' }), north));
    for (const other of [
      patient,
      nobody,
      professional({ role: 'dispatcher' }),
      professional({ role: 'secretary', practiceId: 'gate' }),
    ])
      assert.ok(!mayOverbook(other, north));
  });

  it('that is cancelled may be changed by nobody', () => {
    for (const caller of [patient, professional({ role: 'secretary' })]) {
      assert.throws(() => judgeChange(caller, { status: 'cancelled' }, { now: 0, deadline: DEADLINE }), {
        code: 'booking-cancelled',
      });
    }
  });

  const reach: [what: string, grants: RoleGrant[], isReached: boolean][] = [
    ['the structure', [{ role: 'secretary' }], true],
    ['its practice', [{ role: 'secretary', practiceId: 'north' }], true],
    ['its site', [{ role: 'secretary', siteId: 's-mill' }], true],
    ['another practice', [{ role: 'secretary', practiceId: 'gate' }], false],
    ['another site', [{ role: 'secretary', siteId: 's-gate' }], false],
    ['its practice at another site', [{ role: 'secretary', practiceId: 'north', siteId: 's-gate' }], false],
    [
      'another practice, and its practice in another role',
      [
        { role: 'secretary', practiceId: 'gate' },
        { role: 'slotProvider', practiceId: 'north' },
      ],
      false,
    ],
    ['nothing', [], false],
  ];
  for (const [what, grants, isReached] of reach) {
    it(`is ${isReached ? '' : 'not '}reached by a secretary of ${what}`, () => {
      const ask = () => requireReach(professional(...grants), ['secretary', 'dispatcher'], booking);
      if (isReached) ask();
      else assert.throws(ask, { code: 'forbidden' });
    });
  }

  it('gives its link to the patient’s own file alone', () => {
    assert.deepEqual([patient, nobody, professional({ role: 'secretary' })].map(mayHaveLink), [true, false, false]);
  });
});
