import type { Attachment, Quantity, Reference } from '@relais/model/fhir';
import { localeOf } from '@relais/model/locale';
import { compare } from './compare.ts';
import type { ItemDefinition, LimitName } from './definitions.ts';
import { extensionsOf, readText, valueOf } from './extensions.ts';
import type { FormAnswer, FormItem } from './form-item.ts';
import type { Form, Part } from './form.ts';
import type { Tell } from './validation.ts';
import { writeDate } from './write-date.ts';
import { isObject, isSameCoding } from './values.ts';

/**
 * The part that judges answers by what the form limits them to: lengths, least and greatest values, decimal places, patterns,
 * files, references, units; and asks for signatures.
 */
export const checks: Part = {
  check,
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
    'signatureRequired',
  ],
};

function check(item: FormItem, tell: Tell): void {
  checkSignature(item, tell);
  const { values } = item;
  if (values.length === 0) return;
  const [min, max] = [item.limit('minValue'), item.limit('maxValue')];
  const conflict = min !== undefined && max !== undefined && (orderOf(item, min, max) ?? 0) > 0;
  for (const answer of values) {
    const { key, value } = answer;
    // "Systems SHALL prohibit a value for so long as the conflict exists" (SDC, `minValue`).
    if (conflict) tell('limits-conflict', '', answer);
    else checkRange(item, answer, min, max, tell);
    if (typeof value === 'string') checkText(item, value, answer, tell);
    checkDecimals(item, answer, tell);
    if (key === 'valueAttachment') checkAttachment(item, value as Attachment, answer, tell);
    else if (key === 'valueReference') checkReference(item, value as Reference, answer, tell);
    else if (key === 'valueQuantity') checkUnit(item, value as Quantity, answer, tell);
  }
}

function checkRange(item: FormItem, answer: FormAnswer, min: unknown, max: unknown, tell: Tell): void {
  const limits = [
    ['min-value', min, -1],
    ['max-value', max, 1],
  ] as const;
  for (const [code, limit, side] of limits) {
    if (limit === undefined || limit === null) continue;
    const order = orderOf(item, answer.value, limit);
    const text = format(limit, item.form.language);
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

function compilePattern(text: string): RegExp | undefined {
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
  form.edit(() => item.form.setDynamic(item, 'signature', [signature], 'issues'));
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
  const listed = ['unitOption', 'unitValueSet'].some((name) => extensionsOf(source, name).length > 0);
  if (!listed || item.units.length === 0 || (readText(source, 'unitOpen') ?? 'optionsOnly') !== 'optionsOnly') return;
  const isListed = item.units.some((one) =>
    code === undefined
      ? unit === one.display || unit === one.code
      : isSameCoding(one, { code, ...(system && { system }) }),
  );
  if (!isListed) tell('unit', item.units.map((one) => one.display ?? one.code).join(', '), answer);
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
