import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { amountsOf, endQuestions } from '@relais/engine/run';
import type { PaidRun } from '@relais/engine/run';
import type { ProtocolTariff, RunAlert } from '@relais/model';

const tariff = (changes: Partial<ProtocolTariff> = {}): ProtocolTariff => ({
  text: '25 € par patient à l’équipe',
  amount: 25,
  excludes: [],
  status: 'sourced',
  source: 'fiche',
  ...changes,
});
const run: PaidRun = {
  regime: 'delegation',
  training: false,
  outcome: 'managedByDelegate',
  level: 'outcome',
  ordinaryAct: false,
  needsReview: false,
};

describe('what a run is paid', () => {
  it('is the amount of the tariff, to the team', () => {
    assert.deepEqual(amountsOf(tariff(), run), [{ to: 'team', cents: 2500 }]);
  });

  it('is split as the tariff says, in whole cents', () => {
    const split = [
      { to: 'au délégué', party: 'delegate', amount: 20.1 },
      { to: 'au délégant', party: 'delegator', amount: 4.9 },
      { to: 'à la maison de santé', amount: 0.05 },
    ] as const;
    assert.deepEqual(amountsOf(tariff({ split: [...split] }), run), [
      { to: 'delegate', cents: 2010 },
      { to: 'delegator', cents: 490 },
      { to: 'team', cents: 5 },
    ]);
  });

  it('is nothing in one’s own right, to learn by, without a tariff, or where the patient could not be included', () => {
    for (const changes of [
      { regime: 'ownCompetence' },
      { regime: undefined },
      { training: true },
      { level: 'stop' },
    ] as const)
      assert.deepEqual(amountsOf(tariff(), { ...run, ...changes }), []);
    assert.deepEqual(amountsOf(undefined, run), []);
  });

  it('follows the ends the tariff pays; a refusal and a run that was broken off are not paid unless it says so', () => {
    const paid = (paidFor?: ProtocolTariff['paidFor']) =>
      (['managedByDelegate', 'redirected', 'takeover', 'refused', 'abandoned'] as const).filter(
        (outcome) => amountsOf(tariff(paidFor && { paidFor }), { ...run, outcome }).length > 0,
      );
    assert.deepEqual(paid(), ['managedByDelegate', 'redirected', 'takeover']);
    assert.deepEqual(paid(['abandoned']), ['abandoned']);
  });

  it('is nothing beside an ordinary act the same day, or after a review, where the tariff excludes that', () => {
    const act = { ...run, ordinaryAct: true };
    const reviewed = { ...run, needsReview: true };
    assert.equal(amountsOf(tariff(), act).length, 1);
    assert.deepEqual(amountsOf(tariff({ excludesWhen: ['ordinaryActSameDay'] }), act), []);
    assert.equal(amountsOf(tariff({ excludesWhen: ['ordinaryActSameDay'] }), reviewed).length, 1);
    assert.deepEqual(amountsOf(tariff({ excludesWhen: ['afterReview'] }), reviewed), []);
  });
});

describe('what the end of a run asks', () => {
  const asks = {
    tariff: tariff({ excludesWhen: ['ordinaryActSameDay'] }),
    alerts: [],
    ownRight: false,
    training: false,
  };
  const answered: RunAlert = {
    rule: '9',
    kind: 'alert',
    raisedAt: '2026-11-30T09:00:00Z',
    calls: [],
    answered: { answer: 'continue', professional: 'anne', at: '2026-11-30T09:01:00Z', by: 'telephone' },
  };

  it('is an ordinary act the same day, where that is excluded from what the end is paid', () => {
    assert.deepEqual(endQuestions(asks, 'managedByDelegate'), ['ordinaryAct']);
    assert.deepEqual(endQuestions(asks, 'abandoned'), []);
    assert.deepEqual(endQuestions({ ...asks, tariff: tariff() }, 'managedByDelegate'), []);
  });

  it('is an act of the délégant, where she has answered and did not take over', () => {
    const called = { ...asks, tariff: undefined, alerts: [answered] };
    assert.deepEqual(endQuestions(called, 'redirected'), ['delegatorActed']);
    assert.deepEqual(endQuestions(called, 'takeover'), []);
    const lapsed = [{ ...answered, lapsedAt: '2026-11-30T09:02:00Z' }];
    assert.deepEqual(endQuestions({ ...called, alerts: lapsed }, 'redirected'), []);
  });

  it('is nothing in one’s own right, and nothing of what one learns by', () => {
    assert.deepEqual(endQuestions({ ...asks, alerts: [answered], ownRight: true }, 'redirected'), []);
    assert.deepEqual(endQuestions({ ...asks, alerts: [answered], training: true }, 'redirected'), []);
  });
});
