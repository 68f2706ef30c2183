import type { EnableWhen } from '@relais/model/fhir';
import type { FormDefinition, ItemDefinition } from '../definitions.ts';
import { isChoice } from '../definitions.ts';
import { extensionOf, readExtension, valueOf } from '../extensions.ts';
import { isObject, isSameChoice } from '../values.ts';
import type { Typed, ValueKey } from '../values.ts';
import { askedOf } from './asking.ts';
import { combine } from './conditions.ts';
import type { Found } from './finding.ts';
import type { Condition, Question } from './question.ts';
import { isPartial, questionOf, settleAnswers } from './questions.ts';
import { Search } from './search.ts';
import { ExpressionFault } from './subset.ts';
import type { SubsetScope } from './subset.ts';
import { TRUE } from './truth.ts';

/**
 * Items that no combination of answers asks for, proven over the finite abstraction of the form; what is beyond it is not accused.
 * Of what stands inside such an item, the item alone is told.
 */
export function neverAsked(definition: FormDefinition): Found[] {
  const questions = new Map<string, Question>();
  for (const item of definition.all) {
    if (item.key && !questions.has(item.linkId)) questions.set(item.linkId, questionOf(item, questions.size));
  }
  const scope: SubsetScope = { questions, root: definition.root, names: new Map() };
  const own = new Map(definition.all.map((item) => [item, conditionsOf(item, scope)]));
  const all = [...questions.values()];
  all.forEach(settleAnswers);
  const ordinary = all.map(() => 0);
  const lost = new Set<ItemDefinition>();
  for (const item of definition.all) {
    const above = item.lineage.slice(0, -1);
    if (above.some((one) => lost.has(one)) || !own.get(item)?.length) continue;
    const conditions = item.lineage.flatMap((one) => own.get(one) ?? []);
    const asked = conditions.reduce((one, other) => combine('and', one, other));
    const isSure = [...asked.reads].every((question) => isWhole(question));
    const search = new Search(all, ordinary);
    if (isSure && search.find([{ condition: asked, allowed: TRUE }]) === 'none') lost.add(item);
  }
  return [...lost].map(({ linkId }) => ({ code: 'never-asked', severity: 'error', linkId }));
}

/** The conditions of an item that can be decided; those that cannot are taken to hold. */
function conditionsOf(item: ItemDefinition, scope: SubsetScope): Condition[] {
  try {
    return askedOf(item, scope);
  } catch (error) {
    if (error instanceof ExpressionFault) return [];
    throw error;
  }
}

/** Whether all answers that a question may have are looked at: its options stand in the form, and nobody else fills it. */
function isWhole(question: Question): boolean {
  const { definition, type } = question;
  const { source } = definition;
  if (type === 'other') return true;
  if (isPartial(question)) return false;
  if (type === 'number') return ['minValue', 'maxValue'].every((name) => isFixed(source, name));
  return type !== 'choice' || hasOwnOptions(definition);
}

function isFixed(source: ItemDefinition['source'], name: string): boolean {
  const limit = extensionOf(source, name);
  return !limit || typeof valueOf(limit)?.value === 'number';
}

function hasOwnOptions({ source }: ItemDefinition): boolean {
  const isGiven = source.answerValueSet !== undefined || source['_answerValueSet'] !== undefined;
  return !isGiven && !extensionOf(source, 'answerExpression') && (source.answerOption?.length ?? 0) > 0;
}

// ——— Conditions that wait for what cannot be answered ———

/** Conditions (`enableWhen`) that compare a question with what its answer can never be. */
export function vainConditions({ all, byLinkId }: FormDefinition): Found[] {
  return all.flatMap((item) =>
    (item.source.enableWhen ?? []).flatMap((when): Found[] => {
      const question = byLinkId.get(when.question);
      const code = question && vanityOf(question, when);
      return code ? [{ code, severity: 'error', linkId: item.linkId, detail: detailOf(when) }] : [];
    }),
  );
}

function vanityOf(question: ItemDefinition, when: EnableWhen): Found['code'] | undefined {
  const answer = valueOf(when, 'answer');
  if (!answer || !question.key || when.operator === 'exists' || when.operator === '!=') return undefined;
  const expected: Typed = { key: `value${answer.key.slice(6)}`, value: answer.value };
  const keys = keysOf(question);
  if (keys && !keys.some((key) => familyOf(key) === familyOf(expected.key))) return 'condition-type';
  if (when.operator !== '=' || !isChoice(question) || !hasOwnOptions(question)) return undefined;
  const options = (question.source.answerOption ?? []).flatMap(
    (option) => (valueOf(option) as Typed | undefined) ?? [],
  );
  const isFree = question.type === 'open-choice' && expected.key === 'valueString';
  return isFree || options.some((option) => isSameChoice(option, expected)) ? undefined : 'condition-option';
}

/** The types its answers can be of; undefined when they are not known from the form. */
function keysOf(question: ItemDefinition): ValueKey[] | undefined {
  const { source, key, type } = question;
  if (extensionOf(source, 'answerExpression')) return undefined;
  const options = (source.answerOption ?? []).flatMap((option) => valueOf(option)?.key ?? []) as ValueKey[];
  const free: ValueKey[] = type === 'open-choice' ? ['valueString'] : [];
  const own = isChoice(question) && options.length > 0 ? options : key ? [key, ...options] : options;
  return [...own, ...free];
}

const FAMILIES: Partial<Record<string, string>> = {
  valueInteger: 'number',
  valueDecimal: 'number',
  valueDate: 'date',
  valueDateTime: 'date',
  valueInstant: 'date',
  valueTime: 'date',
  valueUri: 'text',
  valueUrl: 'text',
  valueCode: 'text',
  valueString: 'text',
};

function familyOf(key: string): string {
  return FAMILIES[key] ?? key;
}

function detailOf(when: EnableWhen): string {
  const { value } = valueOf(when, 'answer') ?? {};
  const coding = isObject(value) ? value : undefined;
  const text = coding ? [coding['system'], coding['code']].filter(Boolean).join('|') : String(value);
  return `${when.question} ${when.operator} ${text}`;
}

/** Least and greatest values, lengths and counts that leave nothing between them. */
export function limitsOf({ source, linkId }: ItemDefinition): Found[] {
  const read = (name: string): number | undefined => {
    const value = name === 'maxLength' ? source.maxLength : readExtension(source, name);
    return typeof value === 'number' ? value : undefined;
  };
  return [
    ['minValue', 'maxValue'],
    ['minLength', 'maxLength'],
    ['minOccurs', 'maxOccurs'],
  ].flatMap(([low = '', high = '']): Found[] => {
    const [min, max] = [read(low), read(high)];
    if (min === undefined || max === undefined || min <= max) return [];
    return [{ code: 'limits-incoherent', severity: 'error', linkId, detail: `${low} ${min}, ${high} ${max}` }];
  });
}
