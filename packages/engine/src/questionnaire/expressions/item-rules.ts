import type { ItemDefinition } from '../definitions.ts';
import type { Aspect, FormItem } from '../form-item.ts';
import { acceptedBy } from '../parts-of.ts';
import type { Rule } from '../rules.ts';
import { isAnswer, isSame } from '../values.ts';
import type { Typed } from '../values.ts';
import type { Expression } from './expression.ts';
import { answersOf } from './results.ts';

const ASPECTS: Partial<Record<string, Aspect>> = {
  text: 'text',
  prefix: 'text',
  required: 'required',
  readOnly: 'readOnly',
};

const FLAGS = ['required', 'readOnly', 'repeats'];

/** What a condition gives; anything but one boolean is none, and told. */
function truthIn(item: FormItem, expression: Expression, values: readonly unknown[] = []): boolean | undefined {
  const [value] = values;
  const isTruth = values.length < 2 && (value === undefined || typeof value === 'boolean');
  if (!isTruth) item.form.tell('error', 'expression-type', item.linkId, expression.use.source);
  return isTruth ? value : undefined;
}

/** The rule by which an expression alone gives its item something; none when it does so with others, or gives a name. */
export function itemRule(expression: Expression): Rule | undefined {
  const { use, reads, after } = expression;
  const { at, purpose } = use;
  const base = { at, reads, after, writes: 'leaf' as const };
  const first = (item: FormItem): unknown => expression.values(item)?.[0];
  switch (purpose.kind) {
    case 'enabled':
      return {
        ...base,
        writes: 'enabled',
        // What cannot be decided stays open to be answered (SDC, "Missing information").
        run: (item) => {
          const values = expression.values(item);
          return item.form.setEnabled(item, values === undefined || truthIn(item, expression, values) === true);
        },
        reset: (item) => item.form.setEnabled(item, true),
      };
    case 'calculated':
      return {
        ...base,
        writes: 'value',
        run: (item) => item.form.setComputed(item, answersFor(item, expression)),
        reset: (item) => item.form.setComputed(item, []),
      };
    case 'initial':
      return { ...base, writes: 'value', once: true, run: (item) => fillInitially(item, expression) };
    case 'options':
    case 'candidates':
      return { ...base, run: (item) => setPart(item, purpose.kind, expression.values(item) ?? [], 'options') };
    case 'answerValueSet':
      return { ...base, run: (item) => setPart(item, 'answerValueSet', first(item), 'options') };
    case 'part': {
      const { part } = purpose;
      const value = (item: FormItem): unknown =>
        FLAGS.includes(part) ? truthIn(item, expression, expression.values(item)) : asPart(part, first(item));
      return { ...base, run: (item) => setPart(item, part, value(item), ASPECTS[part] ?? 'limits') };
    }
    case 'variable':
    case 'batch':
    case 'population':
    case 'constraint':
    case 'toggle':
      return undefined;
  }
}

/** The results of an expression as answers of its item; what does not fit is told and left out. */
function answersFor(item: FormItem, expression: Expression): Typed[] {
  const results = expression.values(item) ?? [];
  const answers = answersOf(item, results);
  const good = answers.filter((answer) => answer !== undefined);
  // A blank text is no answer.
  const given = good.filter(isAnswer);
  const { linkId, repeats } = item.definition;
  if (good.length < answers.length || (good.length > 1 && !repeats)) {
    item.form.tell('warning', 'expression-type', linkId, expression.use.source);
  }
  return repeats ? given : given.slice(0, 1);
}

function fillInitially(item: FormItem, expression: Expression): boolean {
  // Never on resume; a new repetition is not resumed (SDC, `initialExpression`).
  if (item.form.resuming) return false;
  const answers = answersFor(item, expression);
  if (answers.length === 0 && !item.enabled) item.initialPending = true;
  return item.form.fill(item, acceptedBy(item, answers));
}

function setPart(item: FormItem, part: string, value: unknown, aspect: Aspect): boolean {
  return item.form.setDynamic(item, part, value, aspect);
}

function asPart(part: string, value: unknown): unknown {
  if (part !== 'text' && part !== 'prefix') return value;
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}

/** "If an option appears in more than one repetition, it SHALL be enabled if it appears in ANY … evaluated as true" (SDC). */
export function toggleRule(at: ItemDefinition, toggles: readonly Expression[]): Rule {
  const optionsOf = ({ use }: Expression): readonly Typed[] =>
    use.purpose.kind === 'toggle' ? use.purpose.options : [];
  return {
    at,
    writes: 'leaf',
    reads: toggles.flatMap(({ reads }) => reads),
    after: toggles.flatMap(({ after }) => after),
    run: (item) => {
      const on = toggles.filter((toggle) => truthIn(item, toggle, toggle.values(item)) === true).flatMap(optionsOf);
      const off = toggles.flatMap(optionsOf).filter((option) => !on.some((one) => isSame(one, option)));
      return setPart(item, 'off', off, 'options');
    },
  };
}
