import type { EnableOperator, EnableWhen } from '@relais/model/fhir';
import { compare } from './compare.ts';
import type { FormDefinition, ItemDefinition, Tell } from './definitions.ts';
import { valueOf } from './extensions.ts';
import { FormAnswer } from './form-item.ts';
import type { FormItem, FormState, Holder } from './form-item.ts';
import { commonParent } from './lineage.ts';
import type { Rule } from './rules.ts';
import type { Typed, UnitConverter } from './values.ts';
import { collect } from './walk.ts';

/** One condition of `enableWhen`, its source found. */
interface Condition {
  readonly source: ItemDefinition;
  readonly operator: EnableWhen['operator'];
  readonly answer: Typed;
}

/** The rule of an item's `enableWhen`; none when it has no condition that can be judged, so that it shows. */
export function enableRule(definition: ItemDefinition, form: FormState): Rule | undefined {
  const { source } = definition;
  const conditions = conditionsOf(definition, form.definition, form.tell.bind(form));
  if (conditions.length === 0) return undefined;
  const holds = conditions.map((condition) => judgeOf(definition, condition));
  // Without enableBehavior: any (comment of R4 on que-12).
  const all = source.enableBehavior === 'all';
  return {
    at: definition,
    writes: 'enabled',
    reads: conditions.map((condition) => ({
      of: condition.source,
      within: commonParent(definition, condition.source),
    })),
    after: [],
    run: (item) =>
      item.form.setEnabled(item, all ? holds.every((judge) => judge(item)) : holds.some((judge) => judge(item))),
    reset: (item) => item.form.setEnabled(item, true),
  };
}

/** The conditions of an item that can be judged; `tell` hears of the others. */
export function conditionsOf(
  { source, linkId, type, unsupported }: ItemDefinition,
  { byLinkId }: FormDefinition,
  tell: Tell = () => undefined,
): Condition[] {
  const list = source.enableWhen ?? [];
  // que-12; the comment of R4 on enableBehavior reads "any", and refusing would cost the form.
  if (list.length > 1 && !source.enableBehavior) tell('warning', 'enable-behavior-missing', linkId);
  const conditions: Condition[] = [];
  for (const when of list) {
    const question = byLinkId.get(when.question);
    const answer = valueOf(when, 'answer');
    const known = ['exists', '!='].includes(when.operator) || Object.hasOwn(tests, when.operator);
    if (question?.key && answer && known) {
      const typed: Typed = { key: `value${answer.key.slice(6)}`, value: answer.value };
      conditions.push({ source: question, operator: when.operator, answer: typed });
    } else tell('error', 'condition-invalid', linkId || type + String(unsupported), when.question);
  }
  return conditions;
}

function judgeOf(definition: ItemDefinition, { source, operator, answer }: Condition): (item: FormItem) => boolean {
  const common = commonParent(definition, source);
  const precedes = source.index < definition.index;
  return (item) => isMet(operator, valuesNear(item, source, common, precedes), answer, item.form.convert);
}

/**
 * The answers of the nearest occurrence of a question (R4, `enableWhen.question`: by the ancestor axis, then preceding, then
 * following): the nearest ancestor that holds one, and there the last answered before the item, else the first after it. One
 * nobody has answered does not occur in the response.
 */
function valuesNear(
  item: FormItem,
  source: ItemDefinition,
  common: ItemDefinition,
  precedes: boolean,
): readonly FormAnswer[] {
  let holder: Holder | undefined = item;
  while (holder && definitionOf(holder) !== common) holder = itemOf(holder).holder;
  // A child item of a question asks about the answer it belongs to.
  if (source === common && holder instanceof FormAnswer) return holder.question.values.filter((one) => one === holder);
  const found = (holder ? collect(holder, source) : []).filter(({ values }) => values.length > 0);
  return found.at(precedes ? -1 : 0)?.values ?? [];
}

function itemOf(holder: Holder): FormItem {
  return holder instanceof FormAnswer ? holder.question : holder;
}

function definitionOf(holder: Holder): ItemDefinition {
  return itemOf(holder).definition;
}

/** R4, value set `questionnaire-enable-operator`; `!=` is true when nothing is answered, for no answer equals. */
export function isMet(
  operator: EnableOperator,
  values: readonly Typed[],
  expected: Typed,
  convert?: UnitConverter,
): boolean {
  if (operator === 'exists') return values.length > 0 === (expected.value === true);
  const orders = values.map((value) => compare(value, expected, convert));
  if (operator === '!=') return !orders.includes(0);
  // What cannot be ordered is undefined, which no comparison takes.
  return orders.some((order = NaN) => tests[operator]?.(order));
}

const tests: Partial<Record<EnableOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
};
