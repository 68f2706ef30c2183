import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerForm } from '@relais/engine/protocol';
import fc from 'fast-check';
import type { State } from '../../../packages/engine/src/questionnaire/check/question.ts';
import { modelOf } from '../../../packages/engine/src/protocol/check/model.ts';
import type { ProtocolModel } from '../../../packages/engine/src/protocol/check/model.ts';
import { EMPTY, TRUE } from '../../../packages/engine/src/questionnaire/check/truth.ts';
import { answersOf } from '../../../packages/engine/src/protocol/check/words.ts';
import { ask, askNumber, code, green, openProtocol, path, protocolOf, rule } from './support.ts';

const WEIGHT = 'http://hl7.org/fhir/StructureDefinition/itemWeight';
const often = { valueCoding: { code: 'often', display: 'souvent' }, extension: [{ url: WEIGHT, valueDecimal: 2 }] };
const rarely = { valueCoding: { code: 'rarely', display: 'parfois' }, extension: [{ url: WEIGHT, valueDecimal: 1 }] };
const never = { valueCoding: { code: 'never', display: 'jamais' } };

const questions = [
  ask('a', 'boolean'),
  ask('b', 'boolean', { enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }] }),
  askNumber('n', 0, 6),
  ask('d', 'decimal', {
    enableWhen: [
      { question: 'n', operator: '>', answerInteger: 2 },
      { question: 'b', operator: 'exists', answerBoolean: false },
    ],
    enableBehavior: 'any',
  }),
  { linkId: 'c', text: 'c', type: 'choice', answerOption: [often, rarely, never] },
  { linkId: 'm', text: 'm', type: 'choice', repeats: true, answerOption: [often, rarely, never] },
  {
    linkId: 'group',
    text: 'group',
    type: 'group',
    item: [
      ask('inside', 'boolean', {
        enableWhen: [{ question: 'c', operator: '!=', answerCoding: { code: 'never', display: 'jamais' } }],
      }),
    ],
  },
];
const inside = `%resource.repeat(item).where(linkId = 'inside').answer.value`;

const booleans = [path('a'), path('b'), inside];
const codes = ['often', 'rarely', 'never'];

const { condition } = fc.letrec<{ condition: string; amount: string }>((tie) => ({
  amount: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer({ min: -2, max: 6 }).map(String),
    fc.constant(path('n')),
    fc.constant(`${path('m')}.count()`),
    fc.constant(`%resource.item.where(linkId in ('a' | 'b')).answer.where(value = true).count()`),
    fc.constant(`%resource.item.where(linkId = 'c' or linkId = 'm').answer.value.weight().sum()`),
    fc.tuple(tie('condition'), tie('amount'), tie('amount')).map(([test, yes, no]) => `iif(${test}, ${yes}, ${no})`),
    fc.tuple(tie('condition'), tie('amount')).map(([test, yes]) => `iif(${test}, ${yes})`),
    fc.tuple(tie('amount'), fc.constantFrom('+', '-'), tie('amount')).map((parts) => `(${parts.join(' ')})`),
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...booleans),
    fc.tuple(fc.constantFrom(...booleans), fc.constantFrom('=', '!='), fc.boolean()).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...codes))
      .map(([operator, one]) => `${code('c')} ${operator} '${one}'`),
    fc
      .uniqueArray(fc.constantFrom(...codes), { minLength: 1 })
      .map((list) => `${code('c')} in (${list.map((one) => `'${one}'`).join(' | ')})`),
    fc.constantFrom(...codes).map((one) => `${code('m')} contains '${one}'`),
    fc.constantFrom(...codes).map((one) => `'${one}' in ${code('m')}`),
    fc
      .constantFrom(...codes)
      .map((one) => `%resource.item.where(linkId = 'm').answer.where(value.code != '${one}').exists()`),
    fc
      .tuple(fc.constantFrom('a', 'b', 'n', 'd', 'c', 'm'), fc.constantFrom('exists', 'empty'))
      .map(([id, call]) => `${path(id)}.${call}()`),
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), fc.double({ min: 0, max: 40, noNaN: true }))
      .map(([operator, value]) => `${path('d')} ${operator} ${value.toFixed(1)}`),
    fc
      .tuple(tie('amount'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('amount'))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or', 'xor', 'implies'), tie('condition'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    tie('condition').map((inner) => `(${inner}).not()`),
  ),
}));

/** One answer to each question, chosen by `seed`. */
function placesFor({ questions: list }: ProtocolModel, seed: readonly number[]): number[] {
  return list.map(({ answers }, index) => (seed[index] ?? 0) % answers.length);
}

const stateOf = (places: readonly number[]): State => places.map((place) => [place]);

describe('The subset that can be decided', () => {
  it('means what the evaluator of forms makes of it', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        condition,
        fc.array(fc.array(fc.nat(50), { minLength: 9, maxLength: 9 }), { minLength: 5, maxLength: 5 }),
        (when, seeds) => {
          const protocol = protocolOf(questions, [rule('r', when, green)]);
          const model = modelOf(protocol);
          const read = model.rules[0]?.condition;
          assert.ok(read, `${when}: ${model.faults[0]?.fault.message ?? ''}`);
          const form = openProtocol(protocol);
          for (const seed of seeds) {
            const places = placesFor(model, seed);
            answerForm(form, answersOf(model.questions, places));
            const truth = read.truths(stateOf(places));
            const told = form.item('relais-rules-r')?.values[0]?.value;
            assert.equal(
              truth === EMPTY ? undefined : truth === TRUE,
              told,
              `${when} for ${JSON.stringify(answersOf(model.questions, places))}`,
            );
            decided++;
          }
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(decided >= 1500);
  });

  it('never rules out, of open answers, what one of them makes true', () => {
    fc.assert(
      fc.property(
        condition,
        fc.array(fc.nat(50), { minLength: 9, maxLength: 9 }),
        fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
        (when, seed, open) => {
          const model = modelOf(protocolOf(questions, [rule('r', when, green)]));
          const read = model.rules[0]?.condition;
          const places = placesFor(model, seed);
          const wide = model.questions.map(({ answers }, index) =>
            open[index] ? answers.map((_, place) => place) : [places[index] ?? 0],
          );
          const one = read?.truths(stateOf(places)) ?? 0;
          assert.equal((read?.truths(wide) ?? 0) & one, one, when);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tells numbers apart where conditions do, and nowhere else', () => {
    const threshold = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), fc.integer({ min: -5, max: 65 }));
    fc.assert(
      fc.property(
        fc.array(threshold, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('and', 'xor'),
        (list, operator) => {
          const when = list.map(([sign, tenths]) => `(${path('n')} ${sign} ${tenths / 10})`).join(` ${operator} `);
          const protocol = protocolOf([askNumber('n', 0, 6)], [rule('r', when, green)]);
          const form = openProtocol(protocol);
          const told = (n: number): unknown => {
            answerForm(form, { n });
            return form.item('relais-rules-r')?.values[0]?.value;
          };
          const representatives = modelOf(protocol).questions[0]?.answers.slice(1) ?? [];
          const seen = new Set(representatives.map((n) => told(n as number)));
          assert.deepEqual(new Set([0, 1, 2, 3, 4, 5, 6].map(told)), seen, when);
        },
      ),
      { numRuns: 100 },
    );
  });

  const outside = [
    `${path('d')} * 2 > 3`,
    `${path('d')} + 1 > 3`,
    `${path('d')} > ${path('n')}`,
    `today() > @2026-01-01`,
    `${path('a')}.first()`,
    `%resource.item[0].exists()`,
    `${code('c')}.startsWith('o')`,
    `${code('m')} = 'often'`,
  ];
  for (const when of outside) {
    it(`leaves ${when} to a person`, () => {
      const { faults } = modelOf(protocolOf(questions, [rule('r', when, green)]));
      assert.deepEqual(
        faults.map(({ fault }) => fault.code),
        ['not-proven'],
      );
    });
  }

  const wrong: [when: string, code: string][] = [
    [`${path('zz')} = true`, 'item-unknown'],
    [`${path('a')} > 3`, 'type-mismatch'],
    [path('n'), 'type-mismatch'],
    [`${code('n')} = 'x'`, 'type-mismatch'],
    [`%resource.item.where(linkId = 'n').answer.valueBoolean.exists()`, 'type-mismatch'],
    [`${code('c')} = 'sometimes'`, 'option-unknown'],
    [`%nobody > 3`, 'name-unknown'],
    [`${path('a')} = `, 'expression-invalid'],
  ];
  for (const [when, expected] of wrong) {
    it(`says of ${when} that it is wrong: ${expected}`, () => {
      const { faults } = modelOf(protocolOf(questions, [rule('r', when, green)]));
      assert.deepEqual(
        faults.map(({ fault }) => fault.code),
        [expected],
      );
    });
  }
});
