import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstCalled, missingInFile, nextCalled, readinessOf } from '@relais/engine/team';
import type { CalledShift, ReadinessQuestion, RunnableVersion } from '@relais/engine/team';
import type { Membership, MissingKind } from '@relais/model';

const day = '2026-11-09';
const now = Date.parse('2026-11-09T08:00:00Z');
const hour = 3_600_000;
const signature = { by: 'Dre Anne Durand', rpps: '10000000001', on: '2026-10-01' };
const version: RunnableVersion = {
  version: '1',
  title: 'Odynophagie',
  kind: 'cooperationProtocol',
  professions: ['nurse', 'pharmacist'],
  regimes: [
    { profession: 'nurse', regime: 'delegation', validFrom: '2024-06-17', status: 'sourced' },
    { profession: 'pharmacist', regime: 'ownCompetence', validFrom: '2024-06-17', status: 'sourced' },
  ],
  activation: [],
  life: [{ state: 'active', ...signature, from: '2026-10-01' }],
};
const membership: Membership = {
  protocol: 'odynophagie',
  function: 'delegate',
  from: '2026-10-01',
  commitmentOn: '2026-10-02',
  swornOn: '2026-10-02',
  certificate: { theoryHours: 10, clinicalCases: 5, validTo: '2028-10-01', signature },
};
const shift: CalledShift = {
  professional: 'p1',
  startMs: now - hour,
  endMs: now + hour,
  phone: '+33639981234',
  rank: 1,
};
const ask = (changes: Partial<ReadinessQuestion> = {}) =>
  readinessOf({
    protocol: 'odynophagie',
    versions: [version],
    profession: 'nurse',
    membership,
    hasQuiz: false,
    shifts: [shift],
    day,
    now,
    ...changes,
  });
const kinds = (changes: Partial<ReadinessQuestion>) => ask(changes).missing.map(({ what }) => what);

describe('A délégué at sign-in', () => {
  it('is told the protocols she can run', () => {
    assert.deepEqual(ask(), {
      protocol: 'odynophagie',
      title: 'Odynophagie',
      kind: 'cooperationProtocol',
      version: '1',
      regime: 'delegation',
      ready: true,
      missing: [],
    });
  });

  const certificate = (validTo: string, on = '2026-10-01') => ({
    ...membership,
    certificate: { ...membership.certificate!, validTo, signature: { ...signature, on } },
  });
  const { certificate: _, ...untrained } = membership;
  const { commitmentOn: __, ...uncommitted } = membership;
  const { swornOn: ___, ...unsworn } = membership;
  const cases: [why: string, changes: Partial<ReadinessQuestion>, missing: MissingKind[]][] = [
    ['no version is active', { versions: [{ ...version, life: [] }] }, ['notInForce']],
    [
      'the version was withdrawn today',
      { versions: [{ ...version, life: [...version.life, { state: 'withdrawn', ...signature, from: day }] }] },
      ['notInForce'],
    ],
    [
      'the season has not begun',
      { versions: [{ ...version, activation: [{ reason: 'season', text: 'Hiver', validFrom: '2026-12-01' }] }] },
      ['outOfSeason'],
    ],
    ['the protocol is not for her profession', { profession: 'midwife' }, ['profession']],
    ['nobody knows her profession', { profession: undefined }, ['profession']],
    ['she is not declared', { membership: undefined }, ['notDeclared']],
    ['she has left', { membership: { ...membership, to: '2026-11-08' } }, ['notDeclared']],
    ['she has not signed her commitment', { membership: uncommitted }, ['commitment']],
    ['she has not signed her statement', { membership: unsworn }, ['swornStatement']],
    ['she is not certified', { membership: untrained }, ['certificate']],
    ['she is not certified and there is a quiz', { membership: untrained, hasQuiz: true }, ['quiz', 'certificate']],
    ['her certificate ended yesterday', { membership: certificate('2026-11-08') }, ['certificateExpired']],
    ['her certificate begins tomorrow', { membership: certificate('2028-10-01', '2026-11-10') }, ['certificate']],
    ['nobody can be called', { shifts: [] }, ['nobodyOnCall']],
    ['the shift ends this instant', { shifts: [{ ...shift, endMs: now }] }, ['nobodyOnCall']],
    ['everything is missing', { membership: undefined, shifts: [] }, ['notDeclared', 'nobodyOnCall']],
  ];
  for (const [why, changes, missing] of cases) {
    it(`is told what is missing when ${why}`, () => {
      assert.deepEqual(kinds(changes), missing);
      assert.equal(ask(changes).ready, false);
    });
  }

  it('may run it on the last day of her certificate and of her part', () => {
    assert.equal(ask({ membership: { ...certificate(day), to: day } }).ready, true);
  });

  it('is told who can mend it, since when, and from when it mends itself', () => {
    const later = { ...shift, startMs: now + hour, endMs: now + 2 * hour };
    assert.deepEqual(ask({ membership: certificate('2026-11-08'), shifts: [later] }).missing, [
      { what: 'certificateExpired', mender: 'delegator', since: '2026-11-08' },
      { what: 'nobodyOnCall', mender: 'structureAdmin', from: '2026-11-09T09:00:00Z' },
    ]);
    const [planned] = ask({
      versions: [{ ...version, life: [{ state: 'active', ...signature, from: '2026-12-01' }] }],
    }).missing;
    assert.deepEqual(planned, { what: 'notInForce', mender: 'structureAdmin', from: '2026-12-01' });
    const stopped = ask({
      versions: [
        {
          ...version,
          life: [
            { state: 'active', ...signature, from: '2026-12-01' },
            { state: 'withdrawn', ...signature, from: day },
          ],
        },
      ],
    }).missing;
    assert.deepEqual(stopped, [{ what: 'notInForce', mender: 'structureAdmin' }]);
  });

  it('is told that her certificate ends within sixty days', () => {
    assert.equal(ask({ membership: certificate('2027-01-07') }).renewBy, '2027-01-07');
    assert.equal(ask({ membership: certificate('2027-01-08') }).renewBy, undefined);
  });
});

describe('A professional who acts in her own right', () => {
  it('needs no declaration, no training and nobody to call', () => {
    const own = ask({ profession: 'pharmacist', membership: undefined, shifts: [] });
    assert.deepEqual([own.ready, own.regime], [true, 'ownCompetence']);
  });

  it('did not before the text said so', () => {
    assert.deepEqual(
      readinessOf({
        protocol: 'odynophagie',
        versions: [{ ...version, life: [{ state: 'active', ...signature, from: '2024-01-01' }] }],
        profession: 'pharmacist',
        membership: undefined,
        hasQuiz: false,
        shifts: [],
        day: '2024-06-16',
        now: Date.parse('2024-06-16T08:00:00Z'),
      }).missing,
      [{ what: 'profession', mender: 'nobody' }],
    );
  });
});

describe('The roster', () => {
  const at = (professional: string, rank: number, from = -1, to = 1): CalledShift => ({
    professional,
    startMs: now + from * hour,
    endMs: now + to * hour,
    phone: '+33639981234',
    rank,
  });

  it('calls by rank, then whoever has been there longest, and nobody twice', () => {
    const shifts = [at('late', 1), at('second', 2), at('early', 1, -3), at('early', 2, -2), at('gone', 1, -3, 0)];
    assert.deepEqual(
      firstCalled(shifts, now).map(({ professional, rank }) => [professional, rank]),
      [
        ['early', 1],
        ['late', 1],
        ['second', 2],
      ],
    );
  });

  it('says when somebody can be called next', () => {
    assert.equal(nextCalled([at('a', 1, 3, 4), at('b', 1, 2, 4), at('c', 1, -2, -1)], now), '2026-11-09T10:00:00Z');
    assert.equal(nextCalled([], now), undefined);
  });
});

describe('The file of somebody of the team', () => {
  it('needs papers of both functions, and training of a délégué alone', () => {
    const file = (of: Membership['function']) => {
      const part: Membership = { protocol: 'odynophagie', function: of, from: day };
      return missingInFile(part, { hasQuiz: true, day }).map(({ what }) => what);
    };
    assert.deepEqual(file('delegator'), ['commitment', 'swornStatement']);
    assert.deepEqual(file('delegate'), ['commitment', 'swornStatement', 'quiz', 'certificate']);
  });
});
