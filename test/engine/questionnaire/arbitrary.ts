import fc from 'fast-check';
import type { EnableWhen, QuestionnaireItem } from '@relais/model/fhir';
import type { Form, FormItem } from '@relais/engine/questionnaire';
import { expression } from './support.ts';
import type { Given } from './support.ts';
import { itemsOf } from './state.ts';

const types = ['boolean', 'integer', 'decimal', 'string', 'date', 'choice'] as const;
type Type = (typeof types)[number];

const codings = ['a', 'b', 'c'].map((code) => ({ system: 'urn:s', code, display: code.toUpperCase() }));
const samples: Record<Type, readonly unknown[]> = {
  boolean: [true, false],
  integer: [0, 1, 2, -3],
  decimal: [0.5, 1, 2.25],
  string: ['x', 'y', ' '],
  date: ['2020', '2020-05', '2020-05-17', '2021-01-01'],
  choice: codings,
};
const answerKeys: Record<Type, string> = {
  boolean: 'answerBoolean',
  integer: 'answerInteger',
  decimal: 'answerDecimal',
  string: 'answerString',
  date: 'answerDate',
  choice: 'answerCoding',
};

export interface FormShape {
  readonly expressions: boolean;
  readonly cycles: boolean;
}

/** Any small form: groups and questions, some repeating, with conditions and, when asked for, calculations. */
export function forms({ expressions, cycles }: FormShape): fc.Arbitrary<Given[]> {
  const tree: fc.Arbitrary<Given[]> = fc.letrec<{ items: Given[]; item: Given }>((tie) => ({
    items: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
    item: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        linkId: fc.constant(''),
        type: fc.constantFrom<string>(...types),
        repeats: rarely(),
        required: rarely(),
      }),
      fc.record({
        linkId: fc.constant(''),
        type: fc.constant('group'),
        repeats: rarely(),
        required: rarely(),
        item: tie('items'),
      }),
      fc.record({ linkId: fc.constant(''), type: fc.constantFrom<string>('integer', 'boolean'), item: tie('items') }),
    ),
  })).items;
  return fc
    .tuple(tree, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 }))
    .map(([items, wires]) => wire(items, wires, { expressions, cycles }));
}

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 3 }).map((n) => n === 0);
}

const operators: EnableWhen['operator'][] = ['exists', '=', '!=', '>', '<', '>=', '<='];

/** Names the items and ties some of them together by conditions and calculations. */
function wire(items: Given[], wires: [number, number, number][], { expressions, cycles }: FormShape): Given[] {
  const copy = structuredClone(items);
  const all: Given[] = [];
  const visit = (item: Given): void => {
    item.linkId = `i${all.length}`;
    all.push(item);
    if (item.type === 'choice') item.answerOption = codings.map((valueCoding) => ({ valueCoding }));
    item.item?.forEach(visit);
  };
  copy.forEach(visit);
  const questions = all.filter(({ type }) => type !== 'group');
  for (const [a, b, c] of wires) {
    const target = all[a % all.length]!;
    const source = questions[b % Math.max(1, questions.length)];
    if (!source || (!cycles && all.indexOf(source) >= all.indexOf(target))) continue;
    if (expressions && c % 3 === 0 && target.type !== 'group') calculate(target, source);
    else conditionOn(target, source, c);
  }
  return copy;
}

function conditionOn(target: Given, source: Given, seed: number): void {
  const type = source.type as Type;
  const operator = operators[seed % operators.length]!;
  const values = samples[type];
  const answer =
    operator === 'exists' ? { answerBoolean: seed % 2 === 0 } : { [answerKeys[type]]: values[seed % values.length] };
  target.enableWhen = [...(target.enableWhen ?? []), { question: source.linkId, operator, ...answer }];
  target.enableBehavior = seed % 2 === 0 ? 'all' : 'any';
}

function calculate(target: Given, source: Given): void {
  const answers = `%resource.descendants().where(linkId='${source.linkId}').answer.value`;
  const texts: Record<string, string> = {
    integer: `${answers}.count()`,
    decimal: `${answers}.count() / 2`,
    boolean: `${answers}.exists()`,
    string: `iif(${answers}.exists(), 'oui', 'non')`,
  };
  const text = texts[target.type ?? ''];
  if (text) target.extension = [expression('calculatedExpression', text)];
}

/** Something done to a form: which item, what, with which value. */
export type Step = readonly [item: number, action: number, value: number];

export function steps(maxLength = 20): fc.Arbitrary<Step[]> {
  return fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength });
}

const garbage: readonly unknown[] = [
  null,
  12.5,
  'n’importe quoi',
  [],
  [[]],
  {},
  Number.NaN,
  [1, 'x', true],
  { code: 'a' },
  '2026-02-30',
];

/** Does a step to an item that can be edited, as a person would; `anywhere` to any; `wild` also with values of wrong types. */
export function perform(form: Form, [itemSeed, actionSeed, valueSeed]: Step, how?: 'anywhere' | 'wild'): void {
  const items = itemsOf(form)
    .slice(1)
    .filter(({ enabled, readOnly }) => (enabled && !readOnly) || how !== undefined);
  const wild = how === 'wild';
  const item = items[itemSeed % Math.max(1, items.length)];
  // An edit of what is calculated at the same time means something else before and after the calculation.
  if (!item || (how === 'anywhere' && item.definition.source.extension)) return;
  if (!item.definition.key) {
    if (actionSeed % 2 === 0) form.addRepetition(item);
    else form.removeRepetition(item);
    return;
  }
  const action = actionSeed % 6;
  if (action === 0) form.answer(item, undefined);
  else if (action === 1) form.addAnswer(item);
  else if (action === 2) form.removeAnswer(item.answers[valueSeed % item.answers.length]!);
  else if (action === 3 && item.options.length > 0)
    form.choose(item, item.options[valueSeed % item.options.length]!, valueSeed % 2 === 0);
  else if (wild && action === 4) form.answer(item, garbage[valueSeed % garbage.length]);
  else form.answer(item, valueFor(item, valueSeed));
}

export function valueFor(item: FormItem, seed: number): unknown {
  const values = samples[item.type as Type] as readonly unknown[] | undefined;
  const one = values?.[seed % values.length];
  return item.repeats ? [one, values?.[(seed + 1) % values.length]] : one;
}

export type { QuestionnaireItem };
