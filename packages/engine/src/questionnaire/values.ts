import type { Attachment, Coding, ItemType, Quantity, Reference } from '@relais/model/fhir';
import { isDate, isDateTime, isTime } from './moments.ts';

/** Under which key of `QuestionnaireResponse.item.answer` a value travels. */
export type ValueKey = `value${string}`;

/** A value with its FHIR type. `value` is undefined when there is no answer. */
export interface Typed {
  readonly key: ValueKey;
  readonly value: unknown;
}

/** Converts a quantity's value between two UCUM codes; undefined when the codes are unknown or do not measure the same thing. */
export type UnitConverter = (value: number, from: string, to: string) => number | undefined;

const MAX_INTEGER = 2 ** 31 - 1;

const checks: Record<string, (value: never) => boolean> = {
  valueBoolean: (value: unknown) => typeof value === 'boolean',
  valueDecimal: (value: unknown) => Number.isFinite(value),
  valueInteger: (value: number) => Number.isInteger(value) && value >= ~MAX_INTEGER && value <= MAX_INTEGER,
  valueDate: (value: unknown) => typeof value === 'string' && isDate(value),
  valueDateTime: (value: unknown) => typeof value === 'string' && isDateTime(value),
  valueTime: (value: unknown) => typeof value === 'string' && isTime(value),
  valueString: (value: unknown) => typeof value === 'string',
  valueUri: (value: unknown) => typeof value === 'string' && !/\s/.test(value.trim()),
  valueCoding: isObject,
  valueReference: isObject,
  valueAttachment: isObject,
  valueQuantity: (value: Quantity) => isObject(value) && (value.value === undefined || Number.isFinite(value.value)),
};

const keys: Partial<Record<string, ValueKey>> = {
  boolean: 'valueBoolean',
  decimal: 'valueDecimal',
  integer: 'valueInteger',
  date: 'valueDate',
  dateTime: 'valueDateTime',
  time: 'valueTime',
  string: 'valueString',
  text: 'valueString',
  url: 'valueUri',
  choice: 'valueCoding',
  'open-choice': 'valueCoding',
  coding: 'valueCoding',
  attachment: 'valueAttachment',
  reference: 'valueReference',
  quantity: 'valueQuantity',
} satisfies Partial<Record<ItemType | 'coding', ValueKey>>;

/** The key of a question's answers; undefined for groups, displays and types R4 does not know. */
export function keyOfType(type: string): ValueKey | undefined {
  return keys[type];
}

/** The key of a value in a choice, whose options may be strings, numbers or references (R4, `answerOption.value[x]`). */
export function keyOfChoice(value: unknown): ValueKey {
  if (typeof value === 'string') return 'valueString';
  if (typeof value === 'number') return Number.isInteger(value) ? 'valueInteger' : 'valueDecimal';
  return isObject(value) && 'reference' in value ? 'valueReference' : 'valueCoding';
}

/** Whether a value is of the type its key says. */
export function isOfKey({ key, value }: Typed): boolean {
  return checks[key]?.(value as never) ?? false;
}

/**
 * Whether a value is an answer. Blank text is none (FHIR strings hold more than white space), nor is a quantity without its
 * number or an attachment without its content: a form may give only the unit or the media type to start from.
 */
export function isAnswer({ key, value }: Typed): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (key === 'valueQuantity') return (value as Quantity).value !== undefined;
  if (key === 'valueAttachment')
    return ['data', 'url', 'hash'].some((part) => (value as Record<string, unknown>)[part]);
  if (key === 'valueCoding') return Boolean((value as Coding).code ?? (value as Coding).display);
  if (key === 'valueReference')
    return ['reference', 'identifier', 'display'].some((part) => part in (value as Reference));
  return true;
}

/** By system and code, the display ignored (R4, `Coding`); by display only where neither has a code. */
export function isSameCoding(a: Coding, b: Coding): boolean {
  if (a.code === undefined && b.code === undefined) return a.display === b.display;
  return a.code === b.code && a.system === b.system;
}

/** Deep equality of what JSON can hold. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && isSame(a[name], b[name]));
}

/** Whether two values are the same option: codings by system and code, references by what they point to. */
export function isSameChoice(a: Typed, b: Typed): boolean {
  if (a.key !== b.key) return false;
  if (a.key === 'valueCoding') return isSameCoding(a.value as Coding, b.value as Coding);
  if (a.key === 'valueReference') {
    const [one, other] = [a.value as Reference, b.value as Reference];
    // Known by their words alone where neither points to anything.
    return one.reference === other.reference && (one.reference !== undefined || one.display === other.display);
  }
  return isSame(a.value, b.value);
}

export function isSameTyped(a: Typed, b: Typed): boolean {
  return a.key === b.key && isSame(a.value, b.value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export type AnswerValue = boolean | number | string | Coding | Quantity | Reference | Attachment;
