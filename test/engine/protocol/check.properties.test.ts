import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answerForm, checkProtocol, judgeForm } from '@relais/engine/protocol';
import type { Protocol, ProtocolRule } from '@relais/model';
import type { EnableWhen, QuestionnaireItem } from '@relais/model/fhir';
import { modelOf } from '../../../packages/engine/src/protocol/check/model.ts';
import { searchFrom } from '../../../packages/engine/src/protocol/check/ordinary.ts';
import { answersOf } from '../../../packages/engine/src/protocol/check/words.ts';
import { BruteForce, judgeBy } from './brute-force.ts';
import { readProtocol, shipped } from './shipped.ts';
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
  stop,
  urgent,
} from './support.ts';

const options = ['positif', 'négatif', 'non réalisé'];
const imaging: ProtocolRule['action'] = {
  kind: 'outcome',
  outcome: 'redirected',
  target: 'imaging',
  text: 'Radiographie',
};
const drug: ProtocolRule['action'] = {
  ...green,
  kind: 'outcome',
  outcome: 'managedByDelegate',
  prescription: 'ordonnance',
};

/** `b` stands in a group, which need not be answered as a whole. */
const pathOf = (linkId: string): string =>
  linkId === 'b' ? `%resource.repeat(item).where(linkId = 'b').answer.value` : path(linkId);

const leaf = fc.oneof(
  fc.tuple(fc.constantFrom('a', 'b', 'autre'), fc.boolean()).map(([id, value]) => `${pathOf(id)} = ${value}`),
  fc
    .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...options))
    .map(([sign, one]) => `${code('c')} ${sign} '${one}'`),
  fc
    .tuple(fc.constantFrom('<', '>=', '='), fc.integer({ min: 0, max: 4 }))
    .map(([sign, n]) => `${path('n')} ${sign} ${n}`),
  fc.constantFrom('a', 'c', 'n').map((id) => `${path(id)}.exists()`),
  fc
    .integer({ min: 0, max: 3 })
    .map((n) => `iif(${path('a')}, 1, 0) + iif(${pathOf('b')}, 1, 0) + iif(${path('n')} > 2, 1, 0) >= ${n}`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or', 'xor'), tie('condition'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    tie('condition').map((inner) => `(${inner}).not()`),
  ),
}));

const enableWhen = fc.option(
  fc.constantFrom<EnableWhen[]>(
    [{ question: 'a', operator: '=', answerBoolean: true }],
    [{ question: 'n', operator: '>', answerInteger: 1 }],
    [{ question: 'c', operator: '!=', answerCoding: { code: 'positif', display: 'positif' } }],
  ),
  { nil: undefined, freq: 3 },
);

/** When `b` must be answered, where that depends. */
const requiredWhen = fc.option(
  fc.constantFrom(`${path('a')} = true`, `${code('c')} != 'positif' or ${path('n')} > 1`),
  { nil: undefined, freq: 3 },
);

const questions = fc.record({
  requiredWhen,
  required: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  enableWhen,
  unknown: fc.boolean(),
  inside: fc.boolean(),
});

function dynamicallyRequired(expression: string): Partial<QuestionnaireItem> {
  const url = 'http://hl7.org/fhir/StructureDefinition/cqf-expression';
  return { _required: { extension: [{ url, valueExpression: { language: 'text/fhirpath', expression } }] } };
}

/** Random protocols small enough for every combination of answers to be looked at. */
const protocols: fc.Arbitrary<Protocol> = fc
  .tuple(
    questions,
    fc.array(fc.tuple(condition, fc.constantFrom(urgent, stop, alert, green, green, imaging, drug)), {
      minLength: 1,
      maxLength: 5,
    }),
    condition,
  )
  .map(([{ required, requiredWhen: needed, enableWhen: when, unknown, inside }, rules, finding]) =>
    protocolOf(
      [
        ask('a', 'boolean', { required: required[0] === true, item: inside ? [ask('d', 'boolean')] : [] }),
        ask('c', 'choice', { options, required: required[1] === true }),
        askNumber('n', 0, 4, { required: required[2] === true }),
        {
          linkId: 'groupe',
          type: 'group',
          text: 'groupe',
          item: [
            ask('b', 'boolean', {
              required: required[3] === true,
              ...(when && { enableWhen: when }),
              ...(needed && dynamicallyRequired(needed)),
            }),
          ],
        },
      ],
      rules.map(([text, action], index) => rule(`r${index}`, text, action)),
      {
        items: unknown ? [{ linkId: 'c', unknown: ['non réalisé'], ...illustrative }] : [],
        prescriptions: [
          { id: 'ordonnance', title: 'Ordonnance', text: 'Une ordonnance', finding, doseItems: [], ...illustrative },
        ],
      },
    ),
  );

/** Found by search; the rest of what the checker says is not about combinations of answers. */
const SEARCHED = new Set([
  'rule-never-holds',
  'rule-always-holds',
  'no-outcome',
  'green-unanswered',
  'green-unknown',
  'prescription-without-finding',
  'urgent-masked',
]);

describe('The model of the checker', () => {
  it('judges answers as the form does', () => {
    const levels = new Set<string>();
    fc.assert(
      fc.property(
        protocols,
        fc.array(fc.array(fc.nat(50), { minLength: 8, maxLength: 8 }), { minLength: 5, maxLength: 5 }),
        (protocol, seeds) => {
          const model = modelOf(protocol);
          const form = openProtocol(protocol);
          for (const seed of seeds) {
            const places = model.questions.map(({ answers }, index) => (seed[index] ?? 0) % answers.length);
            answerForm(form, answersOf(model.questions, places));
            const told = judgeForm(protocol, form);
            levels.add(told.level);
            assert.deepEqual(told, judgeBy(model, places));
          }
        },
      ),
      { numRuns: 200 },
    );
    assert.deepEqual([...levels].sort(), ['alert', 'incomplete', 'none', 'outcome', 'stop', 'urgent']);
  });
});

describe('The model of a shipped protocol', () => {
  for (const name of shipped) {
    it(`judges answers as the form does: ${name}`, () => {
      const protocol = readProtocol(name);
      const model = modelOf(protocol);
      const { ordinary } = searchFrom(model);
      const form = openProtocol(protocol);
      // What is calculated is free in the model, and what the answers make it in the form.
      const typed = model.questions.filter(({ definition }) => definition.source.readOnly !== true);
      const change = fc.tuple(fc.constantFrom(...typed), fc.nat(50));
      fc.assert(
        fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
          const places = [...ordinary];
          for (const [{ index, answers }, seed] of changes) places[index] = seed % answers.length;
          answerForm(form, answersOf(model.questions, places));
          const told = judgeForm(protocol, form);
          if (typed.length === model.questions.length) assert.deepEqual(told, judgeBy(model, places));
          else assert.equal(told.level === 'none', false);
        }),
        { numRuns: 150 },
      );
    });
  }
});

describe('The checker', () => {
  it('finds what looking at every combination finds, with an example no longer than needed', () => {
    const found = new Map<string, number>();
    fc.assert(
      fc.property(protocols, (protocol) => {
        const brute = new BruteForce(protocol);
        const { findings } = checkProtocol(protocol);
        const { ordinary } = searchFrom(modelOf(protocol));
        const expected = brute.faults().flatMap(({ code: name, path: where, shows }) => {
          const size = shows && brute.nearest(ordinary, shows);
          return shows && size === undefined ? [] : [`${name} ${where} ${size ?? ''}`];
        });
        const told = findings
          .filter(
            ({ code: name, path: where }) =>
              SEARCHED.has(name) && !(name === 'urgent-masked' && where.startsWith('rules')),
          )
          .map(({ code: name, path: where, counterExample }) => {
            found.set(name, (found.get(name) ?? 0) + 1);
            return `${name} ${where} ${counterExample ? Object.keys(counterExample.differs).length : ''}`;
          });
        assert.deepEqual(told.sort(), expected.sort());
      }),
      { numRuns: 250 },
    );
    // Each kind was found in some of them: the property is not about protocols without faults.
    assert.deepEqual(
      [...SEARCHED].filter((name) => !found.has(name)),
      [],
    );
  });
});
