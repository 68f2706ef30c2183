import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersOfCase } from '@relais/engine/protocol';
import {
  alertStep,
  evaluationDifferences,
  evaluationOf,
  outcomeOfAnswer,
  startObstacles,
  takesAnswer,
} from '@relais/engine/run';
import type { CalledShift } from '@relais/engine/team';
import { toInstant } from '@relais/model';
import type { RunAlert } from '@relais/model';
import { readCases, readProtocol } from '../protocol/shipped.ts';
import { judge } from '../protocol/support.ts';

describe('A run', () => {
  const given = { state: 'given', allowed: true } as const;

  it('starts when nothing is missing and the consent is given', () => {
    assert.deepEqual(startObstacles({ missing: [], version: '1' }, given, '1'), []);
  });

  it('does not start without what the délégué misses, nor with a version that was followed', () => {
    const missing = [{ what: 'nobodyOnCall' as const, mender: 'structureAdmin' as const }];
    assert.deepEqual(startObstacles({ missing, version: '2' }, given, '1'), [
      ...missing,
      { what: 'otherVersion', mender: 'self' },
    ]);
  });

  for (const [state, refusal] of [
    ['toCollect', 'consentMissing'],
    ['refused', 'consentRefused'],
    ['withdrawn', 'consentWithdrawn'],
  ] as const) {
    it(`does not start on a consent that is ${state}`, () => {
      assert.deepEqual(startObstacles({ missing: [], version: '1' }, { state, allowed: false }, '1'), [
        { what: refusal, mender: 'patient' },
      ]);
    });
  }
});

describe('An evaluation', () => {
  const protocol = readProtocol('pollakiurie');
  const { cases, ...table } = readCases('pollakiurie');
  const evaluate = (index: number) => evaluationOf(judge(protocol, answersOfCase(table, cases[index]!)));

  it('is the same wherever it is made, and holds no answer', () => {
    assert.deepEqual(evaluationDifferences(evaluate(0), evaluate(0)), []);
    const { level, outcome } = evaluate(0);
    assert.deepEqual([level, outcome], [cases[0]?.expected.level, cases[0]?.expected.outcome]);
  });

  it('tells what differs, and takes another order for none', () => {
    const one = { level: 'alert', rules: ['1', '2'], missing: [] } as const;
    const other = { level: 'urgent', rules: ['2', '1'], target: 'samu', missing: [] } as const;
    const of = (evaluation: typeof one | typeof other) => ({
      ...evaluation,
      rules: [...evaluation.rules],
      missing: [],
    });
    assert.deepEqual(evaluationDifferences(of(one), of(other)), ['level', 'target']);
  });
});

describe('An alert', () => {
  const start = Date.parse('2026-11-09T08:00:00Z');
  const minute = 60_000;
  const silenceMs = 5 * minute;
  const shift = (professional: string, rank: number, from = -60, to = 60): CalledShift => ({
    professional,
    startMs: start + from * minute,
    endMs: start + to * minute,
    phone: '+33639981234',
    rank,
  });
  const roster = [shift('first', 1), shift('second', 2), shift('third', 3)];
  const alert = (...calls: readonly [who: string, minutes: number][]): RunAlert => ({
    rule: '5',
    kind: 'alert',
    raisedAt: toInstant(start),
    calls: calls.map(([professional, minutes]) => ({ professional, at: toInstant(start + minutes * minute) })),
  });
  const step = (raised: RunAlert, minutes: number, shifts = roster) => {
    const next = alertStep(raised, shifts, { now: start + minutes * minute, silenceMs });
    if (next.kind === 'call') return next.shift.professional;
    return next.kind === 'wait' ? (next.untilMs - start) / minute : next.kind;
  };

  it('goes to the first, with silence to the next, and after the last to the 15', () => {
    assert.equal(step(alert(), 0), 'first');
    assert.equal(step(alert(['first', 0]), 4.9), 5);
    assert.equal(step(alert(['first', 0]), 5), 'second');
    assert.equal(step(alert(['first', 0], ['second', 5]), 10), 'third');
    assert.equal(step(alert(['first', 0], ['second', 5], ['third', 10]), 14), 15);
    assert.equal(step(alert(['first', 0], ['second', 5], ['third', 10]), 15), 'emergency');
  });

  it('goes to the 15 at once when nobody can be called', () => {
    assert.equal(step(alert(), 0, []), 'emergency');
  });

  it('calls whoever has come on duty meanwhile, and nobody who has left', () => {
    const changing = [shift('first', 1, -60, 2), shift('leaving', 2, -60, 4), shift('coming', 3, 3, 60)];
    assert.equal(step(alert(['first', 0]), 5, changing), 'coming');
  });

  it('is answered once, by somebody who was called, though others were called since', () => {
    const raised = alert(['first', 0], ['second', 5]);
    assert.equal(takesAnswer(raised, 'first'), true);
    assert.equal(takesAnswer(raised, 'third'), false);
    const at = toInstant(start + 6 * minute);
    const answered: RunAlert = { ...raised, answered: { answer: 'continue', professional: 'first', at, by: 'page' } };
    assert.equal(takesAnswer(answered, 'second'), false);
    assert.equal(step(answered, 30), 'settled');
  });

  it('takes no answer once the délégué was sent to the 15', () => {
    const sent: RunAlert = { ...alert(['first', 0]), emergencyAt: toInstant(start + 5 * minute) };
    assert.equal(takesAnswer(sent, 'first'), false);
    assert.equal(step(sent, 30), 'settled');
  });

  it('ends a run as the délégant says', () => {
    assert.deepEqual((['continue', 'takeOver', 'emergency'] as const).map(outcomeOfAnswer), [
      { outcome: 'managedByDelegate' },
      { outcome: 'takeover' },
      { outcome: 'redirected', target: 'emergency' },
    ]);
  });
});
