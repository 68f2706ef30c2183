import type { Quantity } from '@relais/model/fhir';
import { isDate } from './moments.ts';
import { isSame, isSameCoding } from './values.ts';
import type { Typed, UnitConverter } from './values.ts';

/**
 * 0 when equal, negative or positive when ordered, undefined when the two differ without order, or when it cannot be decided:
 * partial dates, units that do not convert. Numbers compare with numbers and texts with texts, whatever their FHIR type.
 */
export function compare(left: Typed, right: Typed, convert?: UnitConverter): number | undefined {
  const family = familyOf(left.key);
  if (family !== familyOf(right.key)) return undefined;
  const a = left.value as never;
  const b = right.value as never;
  if (family === 'Quantity') return compareQuantities(a, b, convert);
  if (family === 'Coding') return isSameCoding(a, b) ? 0 : undefined;
  if (family === 'Date') return compareMoments(a, b);
  if (typeof a === 'object') return isSame(a, b) ? 0 : undefined;
  if (a === b) return 0;
  return typeof a === 'boolean' ? undefined : a < b ? -1 : 1;
}

const families: Partial<Record<string, string>> = {
  valueInteger: 'Decimal',
  valueDateTime: 'Date',
  valueInstant: 'Date',
  valueTime: 'Date',
  valueUri: 'String',
  valueUrl: 'String',
  valueCanonical: 'String',
  valueCode: 'String',
};

function familyOf(key: string): string {
  return families[key] ?? key.slice(5);
}

function compareQuantities(a: Quantity, b: Quantity, convert: UnitConverter | undefined): number | undefined {
  if (a.value === undefined || b.value === undefined || a.comparator || b.comparator) return undefined;
  const value = a.value === 0 && b.value === 0 && !convert ? 0 : inUnitOf(a, b, convert);
  if (value === undefined) return undefined;
  const difference = value - b.value;
  // A conversion is a product of doubles: equal means equal to the last digits.
  return Math.abs(difference) <= 1e-9 * Math.abs(b.value) ? 0 : difference;
}

/** The value of a quantity in the unit of another. */
export function inUnitOf(quantity: Quantity, target: Quantity, convert: UnitConverter | undefined): number | undefined {
  const from = quantity.code ?? quantity.unit;
  const to = target.code ?? target.unit;
  if (from === to) return quantity.value;
  if (quantity.value === undefined || from === undefined || to === undefined) return undefined;
  return convert?.(quantity.value, from, to);
}

/**
 * Which of two dates, dateTimes or times comes first: negative, 0 or positive. Undefined when their precision leaves it
 * open: `2020` and `2020-05`. Two texts with a zone are compared as instants, others as they are written.
 */
export function compareMoments(left: string, right: string): number | undefined {
  let a = parseMoment(left);
  let b = parseMoment(right);
  if (!a || !b) return undefined;
  if (a.zone !== undefined && b.zone !== undefined) [a, b] = [toUtc(a), toUtc(b)];
  const common = Math.min(a.parts.length, b.parts.length);
  for (let i = 0; i < common; i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference) return difference;
  }
  return a.parts.length === b.parts.length ? 0 : undefined;
}

function toUtc({ parts, zone = 0 }: Moment): Moment {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute - zone));
  const utc = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
  ];
  return { parts: parts.length === 6 ? [...utc, second] : utc, zone };
}

/**
 * FHIR dates, dateTimes and times, partial ones included, as the texts they are exchanged in: a year alone is a value, and
 * turning it into an instant would make it one it is not.
 */
interface Moment {
  /** Year, month, day, hour, minute, second with its fraction; as many as were given. */
  parts: number[];
  /** Minutes east of UTC. */
  zone: number | undefined;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?$/;

/** What a text says; undefined when it is no date, dateTime or time. */
function parseMoment(text: string): Moment | undefined {
  return parseDate(text) ?? parseTime(text);
}

function parseDate(text: string): Moment | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const parts = numbers(match.slice(1, 7));
  const [, , , hour, minute, second] = parts;
  const real = isDate(text.slice(0, 10)) && isClock(hour, minute, second);
  return real ? { parts, zone: zoneOf(match[7]) } : undefined;
}

function parseTime(text: string): Moment | undefined {
  const match = TIME.exec(text);
  const parts = match && numbers(match.slice(1));
  return parts && isClock(parts[0], parts[1], parts[2]) ? { parts, zone: undefined } : undefined;
}

function numbers(texts: (string | undefined)[]): number[] {
  return texts.filter((text) => text !== undefined).map(Number);
}

function isClock(hour = 0, minute = 0, second = 0): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

function zoneOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
