import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerForm, answersOfCase, explainForm, judgeForm, outlineOf } from '@relais/engine/protocol';
import type { Explanation, Ground, Outline } from '@relais/engine/protocol';
import type { CaseAnswer, Protocol } from '@relais/model';
import { readCases, readProtocol, shipped } from './shipped.ts';
import {
  alert,
  ask,
  askNumber,
  code,
  green,
  illustrative,
  openProtocol,
  path,
  protocolOf,
  rule,
  urgent,
} from './support.ts';

function explain(protocol: Protocol, answers: Readonly<Record<string, CaseAnswer>>): Explanation {
  const form = openProtocol(protocol);
  answerForm(form, answers);
  return explainForm(protocol, outlineOf(protocol), form);
}

/** What led to a rule, as `linkId` of answers and `%name` of terms. */
function groundsOf({ reasons }: Explanation, id: string): string[] | undefined {
  return reasons.find((reason) => reason.rule.id === id)?.grounds.map(nameOf);
}

function nameOf(ground: Ground): string {
  return ground.kind === 'answer'
    ? `${ground.question.linkId} ${ground.values.join(' + ')}`
    : `%${ground.term.name} ${ground.value}`;
}

function rulesOf({ stages }: Outline) {
  return stages.flatMap(({ rules }) => rules);
}

describe('The outline of a protocol', () => {
  it('puts urgency before stop, alert, score and outcome, whatever the order they are written in', () => {
    const [first, second] = [rule('fin', `${path('a')} = false`, green), rule('gêne', `${path('a')} = true`, urgent)];
    const { stages } = outlineOf(protocolOf([ask('a', 'boolean')], [first, second]));
    assert.deepEqual(
      stages.map(({ kind, rules }) => [kind, rules.map((one) => one.rule.id)]),
      [
        ['urgent', ['gêne']],
        ['alert', ['autre']],
        ['outcome', ['fin']],
      ],
    );
  });

  it('says with which questions a rule has to do, through the terms it names', () => {
    const one = rulesOf(outlineOf(readProtocol('odynophagie'))).find(({ rule: { id } }) => id === '8');
    assert.deepEqual(one?.reads, ['od.age', 'od.temp', 'od.cough', 'od.nodes', 'od.tonsil', 'od.trod']);
    assert.deepEqual(one.terms.toSorted(), ['agePoints', 'macIsaac', 'macIsaacSum', 'trodNeeded']);
  });

  it('reads the parameters of its day into the conditions', () => {
    const parameters = [
      { name: 'minAge', label: 'Âge', value: 16, validFrom: '2020-01-01', validTo: '2026-10-31', ...illustrative },
      { name: 'minAge', label: 'Âge', value: 18, validFrom: '2026-11-01', ...illustrative },
    ];
    const protocol = protocolOf([askNumber('âge', 0, 120)], [rule('1', `${path('âge')} < %minAge`, alert)], {
      parameters,
    });
    const values = ['2026-10-31', '2026-11-01'].map((day) => rulesOf(outlineOf(protocol, day))[0]?.statement);
    const expected = [16, 18].map((value) => ({
      kind: 'answer',
      linkId: 'âge',
      is: '<',
      values: [{ value, parameter: 'minAge' }],
    }));
    assert.deepEqual(values, expected);
  });

  it('gives a condition beyond words as it is written', () => {
    const text = `${path('a')}.length() > 3`;
    const [one] = rulesOf(outlineOf(protocolOf([ask('a', 'string')], [rule('1', text, alert)])));
    assert.deepEqual(one?.statement, { kind: 'formula', text, reads: ['a'], terms: [] });
  });

  for (const name of shipped) {
    it(`has words for every condition and every term of ${name}`, () => {
      const { stages, terms, questions } = outlineOf(readProtocol(name));
      const statements = [
        ...rulesOf({ stages } as Outline).map(({ statement }) => statement),
        ...questions.flatMap(({ asked, requiredWhen }) => [asked, requiredWhen]),
        ...terms.map((term) => term.statement),
      ];
      assert.doesNotMatch(JSON.stringify(statements), /"formula"/);
      assert.ok(terms.every((term) => term.statement ?? term.figure));
    });
  }
});

describe('The reasons of a verdict', () => {
  const ordinary = answersOfCase(readCases('odynophagie'), {
    id: '1',
    shows: '',
    differs: {},
    expected: { level: 'none', rules: [] },
  });
  const protocol = readProtocol('odynophagie');

  it('name the answer that made an urgency, and none of those that did not', () => {
    const told = explain(protocol, { ...ordinary, 'od.rf.neck': true });
    assert.deepEqual(groundsOf(told, '1'), ['od.rf.neck true']);
  });

  it('name a term with what it is and what it comes from', () => {
    const told = explain(protocol, { ...ordinary, 'od.age': 30, 'od.temp': 39, 'od.trod': 'negatif' });
    assert.equal(told.verdict.decidedBy?.id, '8');
    assert.deepEqual(groundsOf(told, '8'), ['od.trod negatif']);
    const positive = explain(protocol, {
      ...ordinary,
      'od.age': 30,
      'od.nodes': true,
      'od.tonsil': true,
      'od.trod': 'positif',
    });
    assert.deepEqual(groundsOf(positive, '7-adulte'), [
      '%trodNeeded true',
      'od.age 30',
      `%macIsaac ${positive.terms.get('macIsaac')}`,
      'od.trod positif',
      'od.allergy non',
    ]);
  });

  it('need no ground for what holds always', () => {
    assert.deepEqual(groundsOf(explain(protocol, ordinary), 'lettre'), []);
  });

  it('are examples when an answer, a term or a parameter they rest on is one', () => {
    const sourced = { status: 'sourced', source: 's' } as const;
    const of = (item: typeof sourced | typeof illustrative, parameter: typeof sourced | typeof illustrative) => {
      const told = explain(
        protocolOf([askNumber('n', 0, 9)], [{ ...rule('1', `${path('n')} > %most`, green), ...sourced }], {
          sources: { s: 'Source' },
          items: [{ linkId: 'n', ...item }],
          parameters: [{ name: 'most', label: 'Seuil', value: 2, validFrom: '2026-01-01', ...parameter }],
        }),
        { n: 3, autre: false },
      );
      return told.reasons.find((reason) => reason.rule.id === '1')?.status;
    };
    assert.deepEqual(
      [of(sourced, sourced), of(illustrative, sourced), of(sourced, illustrative)],
      ['sourced', 'illustrative', 'illustrative'],
    );
  });

  it('fall back on every answer a rule reads, where its words do not tell which', () => {
    const rules = [rule('1', `${path('a')}.length() > 3`, alert)];
    const told = explain(protocolOf([ask('a', 'string')], rules), { a: 'quatre' });
    assert.deepEqual([groundsOf(told, '1'), told.reasons[0]?.isExact], [['a quatre'], false]);
  });

  it('leave a rule open until the answers that tell are there', () => {
    const rules = [rule('1', `${path('a')} = true and ${code('c')} = 'oui'`, alert)];
    const some = protocolOf([ask('a', 'boolean'), ask('c', 'choice', { options: ['oui', 'non'] })], rules);
    const states = [{}, { a: false }, { a: true }, { a: true, c: 'oui' }].map((answers) =>
      explain(some, answers).states.get('rules/1'),
    );
    assert.deepEqual(states, ['open', 'silent', 'open', 'holds']);
  });

  it('leave no rule open for a question that is not asked', () => {
    const protocol = protocolOf(
      [
        ask('a', 'boolean'),
        ask('b', 'boolean', { enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }] }),
      ],
      [rule('1', `${path('b')} = true`, alert)],
    );
    const states = [{}, { a: true }, { a: false }].map((answers) => explain(protocol, answers).states.get('rules/1'));
    assert.deepEqual(states, ['silent', 'open', 'silent']);
  });

  for (const name of shipped) {
    it(`agree with the evaluator of forms in every case of ${name}`, () => {
      const [one, table] = [readProtocol(name), readCases(name)];
      const [form, outline] = [openProtocol(one), outlineOf(one)];
      for (const each of table.cases) {
        answerForm(form, answersOfCase(table, each));
        const told = explainForm(one, outline, form);
        assert.deepEqual(told.verdict, judgeForm(one, form));
        for (const { path: where, reads, statement } of rulesOf(outline)) {
          // The words say « no » wherever the evaluator does, once all is answered.
          const isTold = statement && reads.every((linkId) => told.answered.has(linkId));
          if (isTold) assert.notEqual(told.states.get(where), 'open', `${each.id} ${where}`);
        }
        for (const { rule: held, grounds, isExact } of told.reasons) {
          assert.deepEqual([isExact, grounds.length > 0], [true, held.when !== undefined], `${each.id} ${held.id}`);
        }
      }
    });
  }
});
