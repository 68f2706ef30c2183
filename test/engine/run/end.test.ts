import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endRefusals, silenceOf } from '@relais/engine/run';
import type { AlertAnswer, AlertKind, RunAlert, RunEvaluation } from '@relais/model';

const at = '2026-11-09T08:00:00Z';
const evaluation = (level: RunEvaluation['level'], rest: Partial<RunEvaluation> = {}): RunEvaluation => ({
  level,
  rules: [],
  missing: [],
  ...rest,
});
const alert = (kind: AlertKind, answer?: AlertAnswer): RunAlert => ({
  rule: '1',
  kind,
  raisedAt: at,
  acknowledgedAt: at,
  calls: [],
  ...(answer && { answered: { answer, professional: 'p', at, by: 'page' as const } }),
});
const good = { outcome: 'managedByDelegate' } as const;

describe('The end of a run', () => {
  it('is good where nothing worries, or where the délégant has said to go on', () => {
    const outcome = evaluation('outcome', { outcome: 'managedByDelegate' });
    assert.deepEqual(endRefusals({ evaluation: outcome, alerts: [] }, good), []);
    assert.deepEqual(endRefusals({ evaluation: evaluation('alert'), alerts: [alert('alert', 'continue')] }, good), []);
  });

  it('is never good beside an urgency, a stop, an alert that waits or a missing answer', () => {
    const levels = ['urgent', 'stop', 'incomplete'] as const;
    for (const level of levels)
      assert.deepEqual(endRefusals({ evaluation: evaluation(level), alerts: [] }, good), ['notGood'], level);
    const waiting = { evaluation: evaluation('alert'), alerts: [alert('alert')] };
    assert.deepEqual(endRefusals(waiting, good), ['alertWaiting']);
    const untold = { evaluation: evaluation('outcome', { ...good, missing: ['od.age'] }), alerts: [] };
    assert.deepEqual(endRefusals(untold, good), ['notGood']);
    assert.deepEqual(endRefusals({ evaluation: undefined, alerts: [] }, good), ['notGood']);
  });

  it('of a good kind needs a good level, whatever else was raised', () => {
    const level = fc.constantFrom('urgent', 'stop', 'incomplete', 'alert', 'outcome', 'none' as const);
    const kinds = fc.constantFrom('urgent', 'stop', 'alert' as const);
    const answers = fc.constantFrom(undefined, 'continue', 'takeOver', 'emergency' as const);
    const alerts = fc.array(fc.tuple(kinds, answers), { maxLength: 4 });
    fc.assert(
      fc.property(level, alerts, fc.array(fc.constant('q'), { maxLength: 1 }), (said, raised, missing) => {
        const run = {
          evaluation: evaluation(said, { ...good, missing }),
          alerts: raised.map(([kind, answer]) => alert(kind, answer)),
        };
        if (endRefusals(run, good).length > 0) return;
        assert.ok(['alert', 'outcome', 'none'].includes(said));
        assert.deepEqual(missing, []);
        assert.ok(run.alerts.every(({ answered }) => !answered || answered.answer === 'continue'));
      }),
    );
  });

  it('waits until every alert has been seen, but for those that have lapsed', () => {
    const { acknowledgedAt: _, ...unseen } = alert('urgent');
    const redirected = { outcome: 'redirected', target: 'samu' } as const;
    assert.deepEqual(endRefusals({ evaluation: evaluation('urgent'), alerts: [unseen] }, redirected), ['alertUnseen']);
    const lapsed = { evaluation: evaluation('none'), alerts: [{ ...unseen, lapsedAt: at }] };
    assert.deepEqual(endRefusals(lapsed, good), []);
  });

  it('is always open to whoever breaks off', () => {
    const { acknowledgedAt: _, ...unseen } = alert('urgent');
    for (const outcome of ['abandoned', 'refused'] as const)
      assert.deepEqual(endRefusals({ evaluation: undefined, alerts: [unseen] }, { outcome }), []);
  });

  it('gives a délégant as long as the protocol says', () => {
    assert.equal(silenceOf({ silenceMinutes: 2 }), 120_000);
    assert.equal(silenceOf({}), 300_000);
  });
});
