import type { Quantity, Reference } from '@relais/model/fhir';
import type { LimitName } from './definitions.ts';
import { readText } from './extensions.ts';
import { FormAnswer } from './form-item.ts';
import type { FormItem } from './form-item.ts';
import { compare, isObject, isSame, isSameCoding } from './values.ts';
import type { Typed } from './values.ts';

/** What can be wrong with answers. Stable: hosts switch on it. */
export type IssueCode =
  | 'required'
  | 'min-occurs'
  | 'max-occurs'
  | 'min-length'
  | 'max-length'
  | 'min-value'
  | 'max-value'
  | 'limits-conflict'
  | 'decimal-places'
  | 'pattern'
  | 'mime-type'
  | 'max-size'
  | 'option'
  | 'option-exclusive'
  | 'value-type'
  | 'unit'
  | 'unit-unknown'
  | 'reference-type'
  | 'constraint'
  | 'signature';

export interface Issue {
  readonly code: IssueCode;
  /** A warning is told and stands in nobody's way. */
  readonly severity: 'error' | 'warning';
  readonly item: FormItem;
  /** The answer it is about; the whole item when undefined. */
  readonly answer: FormAnswer | undefined;
  /** A sentence in the language of the form. */
  readonly message: string;
}

/** A `targetConstraint` that does not hold, as the expressions find it. */
export interface BrokenConstraint {
  readonly severity: Issue['severity'];
  /** Its text in the language of the form. */
  readonly message: (item: FormItem) => string;
}

/** What is wrong with one item now. Nothing is asked of a disabled one. */
export function issuesOf(item: FormItem): Issue[] {
  const { definition } = item;
  if (!item.enabled || definition.type === 'display') return [];
  const issues: Issue[] = [];
  const tell = (
    code: IssueCode,
    limit: unknown = '',
    answer?: FormAnswer,
    severity: Issue['severity'] = 'error',
  ): void => {
    issues.push({ code, severity, item, answer, message: describe(item, code, limit) });
  };
  if (definition.key) checkQuestion(item, tell);
  else if (definition.parent) checkGroup(item, tell);
  for (const check of item.form.checks) check(item, tell);
  const broken = (item.dynamic?.get('constraints') ?? []) as readonly BrokenConstraint[];
  for (const { severity, message } of broken)
    issues.push({ code: 'constraint', severity, item, answer: undefined, message: message(item) });
  return issues;
}

/** Judges one enabled item; given by a part of the form. */
export type Check = (item: FormItem, tell: Tell) => void;

export type Tell = (code: IssueCode, limit?: unknown, answer?: FormAnswer, severity?: Issue['severity']) => void;

/** The repetitions of a group are judged together, on the first of them. */
function checkGroup(item: FormItem, tell: Tell): void {
  const [first] = item.repetitions;
  if (item !== first) return;
  const count = item.repetitions.filter((repetition) => repetition.wasPresent).length;
  checkCount(item, count, tell);
}

function checkQuestion(item: FormItem, tell: Tell): void {
  const { values } = item;
  for (const answer of item.answers) if (answer.rejected !== undefined) tell('value-type', item.type, answer);
  if (values.length > 0 || !item.answers.some(({ rejected }) => rejected !== undefined))
    checkCount(item, values.length, tell);
  if (values.length === 0) return;
  const [min, max] = [item.limit('minValue'), item.limit('maxValue')];
  const conflict = min !== undefined && max !== undefined && (orderOf(item, min, max) ?? 0) > 0;
  for (const answer of values) {
    if (conflict) tell('limits-conflict', '', answer);
    else checkRange(item, answer, min, max, tell);
    checkText(item, answer, tell);
  }
  checkOptions(item, values, tell);
}

function checkCount(item: FormItem, count: number, tell: Tell): void {
  const min = Math.max(Number(item.limit('minOccurs') ?? 0), item.required ? 1 : 0);
  const max = item.limit('maxOccurs');
  if (count < min && isDemanded(item)) {
    if (count === 0 && min === 1) tell('required');
    else tell('min-occurs', min);
  }
  if (max !== undefined && count > Number(max)) tell('max-occurs', max);
}

/**
 * Whether what a required item holds is asked for: "if a group is not included, there's no need to include items within the
 * group, even if they are marked as required" (SDC, `required`). A group is included once it has an answer, or is itself
 * required; the items of an answer, once there is one.
 */
function isDemanded(item: FormItem): boolean {
  const { holder } = item;
  if (!holder) return true;
  if (holder instanceof FormAnswer) return holder.isAnswered || holder.items.some(({ wasPresent }) => wasPresent);
  if (!holder.parent || holder.wasPresent) return true;
  const { repetitions } = holder;
  const isFirst = repetitions[0] === holder && !repetitions.some(({ wasPresent }) => wasPresent);
  return holder.required && isFirst && isDemanded(holder);
}

function checkRange(item: FormItem, answer: FormAnswer, min: unknown, max: unknown, tell: Tell): void {
  const limits = [
    ['min-value', min, -1],
    ['max-value', max, 1],
  ] as const;
  for (const [code, limit, side] of limits) {
    if (limit === undefined || limit === null) continue;
    const order = orderOf(item, answer.value, limit);
    if (order !== undefined && order * side > 0) tell(code, limit, answer);
    // A partial date may still come to lie within the limits; a unit that does not convert never will.
    if (order === undefined && answer.key === 'valueQuantity') tell('unit-unknown', limit, answer, 'warning');
  }
}

function orderOf(item: FormItem, value: unknown, limit: unknown): number | undefined {
  const { key = 'valueString' } = item.definition;
  if (isObject(value) && typeof limit === 'number') return Number(value['value']) - limit;
  return compare({ key, value }, { key, value: limit }, item.form.convert);
}

function checkText(item: FormItem, answer: FormAnswer, tell: Tell): void {
  const { value } = answer;
  if (typeof value === 'string') {
    // Characters, not UTF-16 units (SDC, `maxLength`).
    const length = Array.from(value).length;
    exceeds(item, 'maxLength', length, (limit) => tell('max-length', limit, answer));
    exceeds(item, 'minLength', -length, (limit) => tell('min-length', limit, answer));
    const { pattern, source } = item.definition;
    if (pattern && !pattern.test(value)) tell('pattern', readText(source, 'entryFormat'), answer);
  }
  const number = answer.key === 'valueQuantity' ? (value as Quantity).value : value;
  if (typeof number === 'number') {
    exceeds(item, 'maxDecimalPlaces', decimalPlaces(number), (limit) => tell('decimal-places', limit, answer));
  }
}

/** Calls when a size is above a limit; for a lower limit, both count as negative. */
export function exceeds(item: FormItem, name: LimitName, size: number, then: (limit: number) => void): void {
  const limit = item.limit(name);
  if (typeof limit !== 'number') return;
  if (size > (name.startsWith('min') ? -limit : limit)) then(limit);
}

function decimalPlaces(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

function checkOptions(item: FormItem, values: readonly FormAnswer[], tell: Tell): void {
  if (item.optionsState !== 'ready') return;
  const { options } = item;
  for (const answer of values) {
    const isFree = item.type === 'open-choice' && answer.key === 'valueString';
    const option = options.find((one) => isSameOption(one, answer));
    if (option?.exclusive && values.length > 1) tell('option-exclusive', '', answer);
    if (option ? option.disabled : !isFree) tell('option', '', answer);
  }
}

function isSameOption(a: Typed, b: Typed): boolean {
  const isCoding = a.key === 'valueCoding' && b.key === 'valueCoding';
  if (isCoding) return isSameCoding(a.value as object, b.value as object);
  if (a.key === 'valueReference') return (a.value as Reference).reference === (b.value as Reference).reference;
  return isSame(a.value, b.value);
}

function describe({ form, definition }: FormItem, code: IssueCode, limit: unknown): string {
  const { messages, language } = form;
  if (!messages || code === 'constraint') return code;
  return code === 'value-type' ? messages[code](definition.type) : messages[code](format(limit, language));
}

/** A limit as a person reads it; partial dates stay as they are. */
function format(limit: unknown, language: string): string {
  if (typeof limit === 'number') return new Intl.NumberFormat(language).format(limit);
  if (isObject(limit)) {
    const { value, unit, code } = limit as Quantity;
    return `${format(value, language)} ${unit ?? code ?? ''}`.trim();
  }
  const text = typeof limit === 'string' ? limit : '';
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(text));
}
