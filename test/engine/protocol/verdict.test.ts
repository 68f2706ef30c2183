import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerForm, withoutRules } from '@relais/engine/protocol';
import type { CaseAnswer } from '@relais/model';
import {
  alert,
  ask,
  askNumber,
  green,
  illustrative,
  judge,
  openProtocol,
  path,
  protocolOf,
  rule,
  stop,
  urgent,
} from './support.ts';

const protocol = protocolOf(
  [
    ask('gêne', 'boolean'),
    askNumber('âge', 0, 120),
    ask('test', 'choice', { options: ['positif', 'négatif', 'non réalisé'] }),
  ],
  [
    rule('fin', `${path('test')}.code = 'négatif'`, green),
    rule('test', `${path('test')}.code = 'positif'`, alert),
    rule('âge', `${path('âge')} < %minAge`, stop),
    rule('gêne', `${path('gêne')} = true`, urgent),
  ],
  {
    items: [{ linkId: 'test', unknown: ['non réalisé'], status: 'illustrative' }],
    parameters: [
      {
        name: 'minAge',
        label: 'Âge minimal',
        value: 18,
        validFrom: '2020-01-01',
        validTo: '2026-10-31',
        status: 'illustrative',
      },
      { name: 'minAge', label: 'Âge minimal', value: 16, validFrom: '2026-11-01', status: 'illustrative' },
    ],
  },
);

const well = { gêne: false, âge: 30, test: 'négatif', autre: false };

function verdictOf(answers: Record<string, CaseAnswer>) {
  const { level, rules, outcome, target, missing } = judge(protocol, answers);
  return { level, rules: rules.map(({ id }) => id), outcome, target, missing };
}

describe('The verdict of a protocol', () => {
  it('is the outcome of the first rule that gives one, once all is answered', () => {
    assert.deepEqual(verdictOf(well), {
      level: 'outcome',
      rules: ['fin'],
      outcome: 'managedByDelegate',
      target: undefined,
      missing: [],
    });
  });

  it('puts urgency before stop, and stop before alert, and keeps all that holds', () => {
    const worst = { gêne: true, âge: 10, test: 'positif', autre: true };
    const { level, rules, target } = verdictOf(worst);
    assert.deepEqual([level, target, rules], ['urgent', 'samu', ['test', 'âge', 'gêne', 'autre']]);
    assert.equal(verdictOf({ ...worst, gêne: false }).level, 'stop');
    assert.equal(verdictOf({ ...worst, gêne: false, âge: 30 }).level, 'alert');
  });

  it('shows an urgency at the first answer that says it', () => {
    assert.equal(verdictOf({ gêne: true }).level, 'urgent');
  });

  it('leaves the end of an alert to who is called', () => {
    assert.equal(verdictOf({ ...well, test: 'positif' }).outcome, undefined);
  });

  it('is never an outcome while an answer is missing', () => {
    for (const linkId of Object.keys(well)) {
      const { [linkId]: _, ...others } = well as Record<string, CaseAnswer>;
      const { level, missing } = verdictOf(others);
      assert.deepEqual([level, missing], ['incomplete', [linkId]]);
    }
  });

  it('takes « non réalisé » for no answer', () => {
    const { level, missing } = verdictOf({ ...well, test: 'non réalisé' });
    assert.deepEqual([level, missing], ['incomplete', ['test']]);
  });

  it('takes a value beyond its limits for no answer', () => {
    assert.deepEqual(verdictOf({ ...well, âge: 200 }).missing, ['âge']);
  });

  it('reads the parameters of its day', () => {
    assert.equal(verdictOf({ ...well, âge: 17 }).level, 'outcome');
    assert.equal(verdictOf({ ...well, âge: 15 }).level, 'stop');
  });

  it('follows the answers as they change', () => {
    const form = openProtocol(protocol);
    answerForm(form, { gêne: true });
    assert.deepEqual(form.item('relais-rules-gêne')?.values[0]?.value, true);
    answerForm(form, { gêne: false });
    assert.deepEqual(form.item('relais-rules-gêne')?.values[0]?.value, false);
  });

  it('is no part of the response that is stored, which holds answers alone', () => {
    const form = openProtocol(protocol);
    answerForm(form, well);
    const response = form.response();
    assert.ok(response.item?.some(({ linkId }) => linkId === 'relais-rules'));
    const stored = withoutRules(response);
    assert.deepEqual(
      stored.item?.map(({ linkId }) => linkId),
      ['gêne', 'âge', 'test', 'autre'],
    );
    assert.doesNotMatch(JSON.stringify(stored), /relais-rules/);
  });

  it('leaves the rules out of what is shown', () => {
    assert.equal(openProtocol(protocol).item('relais-rules')?.hidden, true);
  });

  it('takes no result of a rapid test that has expired, and says so of its expiry', () => {
    const testing = protocolOf(
      [
        ask('test', 'choice', { options: ['négatif', 'douteux'] }),
        ask('lot', 'string', { required: false }),
        ask('péremption', 'date', { required: false }),
      ],
      [
        rule('fin', `${path('test')}.code = 'négatif'`, green),
        rule('douteux', `${path('test')}.code = 'douteux'`, alert),
      ],
      { items: [{ linkId: 'test', rapidTest: { lot: 'lot', expiry: 'péremption' }, ...illustrative }] },
    );
    const ofTest = (test: string, day?: string) => {
      const { level, missing } = judge(testing, { test, autre: false, ...(day && { péremption: day }) });
      return [level, ...missing];
    };
    assert.deepEqual(ofTest('négatif'), ['outcome']);
    assert.deepEqual(ofTest('négatif', '2026-11-09'), ['outcome']);
    assert.deepEqual(ofTest('négatif', '2026-11-08'), ['incomplete', 'péremption']);
    assert.deepEqual(ofTest('douteux', '2026-11-08')[0], 'alert');
    const form = openProtocol(testing);
    answerForm(form, { péremption: '2026-11-08' });
    assert.match(form.issues.map(({ message }) => message).join(), /Ce test est périmé/);
  });
});
