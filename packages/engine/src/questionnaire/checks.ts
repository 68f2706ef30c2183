import type { Attachment, Quantity, Reference } from '@relais/model/fhir';
import { localeOf } from '@relais/model/locale';
import { compare } from './compare.ts';
import type { ItemDefinition, LimitName } from './definitions.ts';
import { extensionsOf, readText, valueOf } from './extensions.ts';
import { FormAnswer } from './form-item.ts';
import type { FormItem } from './form-item.ts';
import type { Form, Part } from './form.ts';
import { labelOf, optionOf } from './options.ts';
import { SIGNATURE } from './signature.ts';
import { unitName } from './unit-name.ts';
import type { Tell } from './validation.ts';
import { writeDate } from './write-date.ts';
import { isObject, isSameCoding } from './values.ts';
import type { Typed } from './values.ts';

/**
 * The part that judges answers by what the form limits them to: lengths, least and greatest values, decimal places, patterns,
 * files, references, units; and asks for signatures.
 */
export const checks: Part = {
  check,
  accepts,
  hides,
  supports: [
    'minLength',
    'minValue',
    'maxValue',
    'minQuantity',
    'maxQuantity',
    'maxDecimalPlaces',
    'regex',
    'mimeType',
    'maxSize',
    'referenceResource',
    'unitOption',
    'unitOpen',
    'unitSupplementalSystem',
    'signatureRequired',
  ],
};

/** Whether this use of the form leaves an item out (SDC, `usageMode`); a use that nobody knows leaves nothing out. */
function hides(item: FormItem): boolean {
  const mode = readText(item.definition.source, 'usageMode');
  if (!mode || !USES.includes(mode)) return false;
  const use = item.form.mode;
  return !mode.split('-').includes(use) || (use === 'display' && mode.endsWith('non-empty') && !item.isPresent);
}

/** Value set `questionnaire-usage-mode`. */
export const USES = ['capture-display', 'capture', 'display', 'display-non-empty', 'capture-display-non-empty'];

function check(item: FormItem, tell: Tell): void {
  checkSignature(item, tell);
  for (const answer of item.values) {
    if (item.optionsState === 'unavailable' && !isFree(item, answer)) {
      tell('option-unverified', labelOf(answer, {}, item.form), answer, 'warning');
    }
    checkAnswer(item, answer, tell);
  }
  checkCalculation(item, tell);
}

function checkAnswer(item: FormItem, answer: FormAnswer, tell: Tell): void {
  const { key, value } = answer;
  const [least, most] = [limitsOf(item, 'minValue', 'minQuantity'), limitsOf(item, 'maxValue', 'maxQuantity')];
  // "Systems SHALL prohibit a value for so long as the conflict exists" (SDC, `minValue`).
  const conflict = least.some((min) => most.some((max) => (orderOf(item, min, max) ?? 0) > 0));
  if (conflict) tell('limits-conflict', '', answer);
  else checkRange(item, answer, least, most, tell);
  if (typeof value === 'string') checkText(item, value, answer, tell);
  checkDecimals(item, answer, tell);
  if (key === 'valueAttachment') checkAttachment(item, value as Attachment, answer, tell);
  else if (key === 'valueReference') checkReference(item, value as Reference, answer, tell);
  else if (key === 'valueQuantity') checkUnit(item, value as Quantity, answer, tell);
}

/** An answer of one's own where options are only proposed. */
function isFree({ type }: FormItem, { key }: Typed): boolean {
  return type === 'open-choice' && key === 'valueString';
}

/** "Non-valid initial values should be ignored" (SDC, `initialExpression`): where nobody can edit them, they would stay for ever. */
function accepts(item: FormItem, typed: Typed): boolean {
  const faults: unknown[] = [];
  checkAnswer(item, new FormAnswer(item, typed), (code, _limit, _answer, severity = 'error') => {
    if (severity === 'error') faults.push(code);
  });
  const option = item.optionsState === 'ready' ? optionOf(item.options, typed) : undefined;
  const isOffered = item.optionsState !== 'ready' || isFree(item, typed) || (option && !option.disabled) === true;
  const isGood = faults.length === 0 && isOffered;
  if (!isGood) item.form.tell('warning', 'initial-invalid', item.linkId);
  return isGood;
}

/** What was stored where nobody can edit, and is not what is calculated now, is told to the person too. */
function checkCalculation(item: FormItem, tell: Tell): void {
  const { overridden, readOnly, values, computed = [], form } = item;
  if (!overridden || !readOnly || values.length === 0) return;
  const texts = computed.map((one) =>
    isObject(one.value) ? labelOf(one, {}, form) : format(one.value, form.language),
  );
  tell('calculated-differs', texts.join(', '), values[0], 'warning');
}

/** A quantity may be limited twice, by a value and by a quantity: both count. */
function limitsOf(item: FormItem, name: LimitName, other: LimitName): unknown[] {
  const both = [item.limit(name), item.definition.key === 'valueQuantity' ? item.limit(other) : undefined];
  return both.filter((limit) => limit !== undefined && limit !== null);
}

function checkRange(
  item: FormItem,
  answer: FormAnswer,
  least: readonly unknown[],
  most: readonly unknown[],
  tell: Tell,
): void {
  const limits = [
    ...least.map((limit) => ['min-value', limit, -1] as const),
    ...most.map((limit) => ['max-value', limit, 1] as const),
  ];
  const told = new Set<string>();
  for (const [code, limit, side] of limits) {
    const order = orderOf(item, answer.value, limit);
    const text = format(limit, item.form.language);
    if (told.has(code + text)) continue;
    told.add(code + text);
    if (order !== undefined && order * side > 0) tell(code, text, answer);
    // A partial date may still come to lie within the limits; a unit that does not convert never will.
    if (order === undefined && answer.key === 'valueQuantity') tell('unit-unknown', text, answer, 'warning');
  }
}

function orderOf(item: FormItem, value: unknown, limit: unknown): number | undefined {
  const { key = 'valueString' } = item.definition;
  if (isObject(value) && typeof limit === 'number') return Number(value['value']) - limit;
  return compare({ key, value }, { key, value: limit }, item.form.convert);
}

function checkText(item: FormItem, value: string, answer: FormAnswer, tell: Tell): void {
  // Characters, not UTF-16 units (SDC, `maxLength`).
  const length = Array.from(value).length;
  const [min, max] = [limitOf(item, 'minLength'), limitOf(item, 'maxLength')];
  if (length < min) tell('min-length', String(min), answer);
  if (length > max) tell('max-length', String(max), answer);
  const { source } = item.definition;
  if (patternOf(item)?.test(value) === false) tell('pattern', readText(source, 'entryFormat'), answer);
}

/** A limit as a number; `NaN`, which nothing exceeds, when there is none. */
function limitOf(item: FormItem, name: LimitName): number {
  const limit = item.limit(name);
  return typeof limit === 'number' ? limit : NaN;
}

const patterns = new WeakMap<ItemDefinition, RegExp | undefined>();

/** The regular expression of an item (`regex`), which the whole answer must match. One that is none is told, and asks nothing. */
function patternOf({ definition, form }: FormItem): RegExp | undefined {
  if (!patterns.has(definition)) {
    const text = readText(definition.source, 'regex');
    const pattern = text === undefined ? undefined : compilePattern(text);
    if (text !== undefined && !pattern) form.tell('warning', 'regex-invalid', definition.linkId, text);
    patterns.set(definition, pattern);
  }
  return patterns.get(definition);
}

export function compilePattern(text: string): RegExp | undefined {
  // Unicode mode is right for characters, and refuses needless escapes that many forms hold.
  for (const flags of ['u', '']) {
    try {
      return new RegExp(`^(?:${text})$`, flags);
    } catch {
      // The other mode, or none.
    }
  }
  return undefined;
}

function checkDecimals(item: FormItem, answer: FormAnswer, tell: Tell): void {
  const { key, value } = answer;
  const number = key === 'valueQuantity' ? (value as Quantity).value : value;
  const max = limitOf(item, 'maxDecimalPlaces');
  if (typeof number === 'number' && decimalPlaces(number) > max) tell('decimal-places', String(max), answer);
}

function decimalPlaces(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

/** "If a signature is required, elements present must have signatures before marking as complete" (SDC, `signatureRequired`). */
function checkSignature(item: FormItem, tell: Tell): void {
  const asked = extensionsOf(item.definition.source, 'signatureRequired').length > 0;
  if (asked && !item.dynamic?.has('signature') && (!item.parent || item.isPresent)) tell('signature');
}

/** Signs the form, or one of its items; a later edit of what is signed takes it back. */
export function sign(form: Form, signature: Readonly<Record<string, unknown>>, item: FormItem = form.root): void {
  form.edit(() => item.form.setDynamic(item, 'signature', [{ url: SIGNATURE, valueSignature: signature }], 'issues'));
}

function checkAttachment(item: FormItem, value: Attachment, answer: FormAnswer, tell: Tell): void {
  const accepted = extensionsOf(item.definition.source, 'mimeType').map((extension) =>
    String(valueOf(extension)?.value),
  );
  const type = value.contentType ?? '';
  const fits = (one: string): boolean => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1)));
  if (accepted.length > 0 && !accepted.some(fits)) tell('mime-type', accepted.join(', '), answer);
  const size = value.size ?? ((value.data ?? '').replace(/=+$/, '').length * 3) / 4;
  const max = limitOf(item, 'maxSize');
  if (Math.floor(size) > max) tell('max-size', inBytes(max, item.form.language), answer);
}

function checkReference(item: FormItem, value: Reference, answer: FormAnswer, tell: Tell): void {
  const types = extensionsOf(item.definition.source, 'referenceResource').map((part) => String(valueOf(part)?.value));
  const type = value.type ?? /([A-Za-z]+)\/[^/]+$/.exec(value.reference ?? '')?.[1];
  if (types.length > 0 && type !== undefined && !types.includes(type)) tell('reference-type', types.join(', '), answer);
}

/** Units are those listed, unless the form lets others be given (SDC, `unitOpen`). */
function checkUnit(item: FormItem, { code, system, unit }: Quantity, answer: FormAnswer, tell: Tell): void {
  const { source } = item.definition;
  // Besides those listed, any unit of this system (SDC, `unitSupplementalSystem`).
  if (system !== undefined && system === readText(source, 'unitSupplementalSystem')) return;
  const listed = ['unitOption', 'unitValueSet'].some((name) => extensionsOf(source, name).length > 0);
  if (!listed || item.units.length === 0 || (readText(source, 'unitOpen') ?? 'optionsOnly') !== 'optionsOnly') return;
  const isListed = item.units.some((one) =>
    code === undefined
      ? unit === one.display || unit === one.code
      : isSameCoding(one, { code, ...(system && { system }) }),
  );
  if (!isListed) tell('unit', item.units.map((one) => unitName([one], {}, item.form)).join(', '), answer);
}

/** A limit as a person reads it; partial dates stay as they are. */
function format(limit: unknown, language: string): string {
  if (typeof limit === 'number') return new Intl.NumberFormat(localeOf(language)).format(limit);
  if (isObject(limit)) {
    const { value, unit, code } = limit as Quantity;
    return `${format(value, language)} ${unit ?? code ?? ''}`.trim();
  }
  const text = typeof limit === 'string' ? limit : '';
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const long = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  return writeDate(long, new Date(text), language);
}

function inBytes(bytes: number, language: string): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
