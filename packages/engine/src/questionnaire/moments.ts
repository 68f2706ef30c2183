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

export function isDate(text: string): boolean {
  return text.length < 11 && parseDate(text) !== undefined;
}

/** A dateTime has a zone as soon as it has a time (R4, `dateTime`). */
export function isDateTime(text: string): boolean {
  const moment = parseDate(text);
  return moment !== undefined && (moment.parts.length < 4 || (moment.parts.length === 6 && moment.zone !== undefined));
}

export function isTime(text: string): boolean {
  return text.length > 7 && parseTime(text) !== undefined;
}

/**
 * Which of two dates, dateTimes or times comes first: negative, 0 or positive. Undefined when their precision leaves it
 * open: `2020` and `2020-05`. Two texts with a zone are compared as instants, others as they are written.
 */
export function compareMoments(left: string, right: string): number | undefined {
  let a = parse(left);
  let b = parse(right);
  if (!a || !b) return undefined;
  if (a.zone !== undefined && b.zone !== undefined) [a, b] = [toUtc(a), toUtc(b)];
  const common = Math.min(a.parts.length, b.parts.length);
  for (let i = 0; i < common; i++) {
    const difference = (a.parts[i] ?? 0) - (b.parts[i] ?? 0);
    if (difference) return difference;
  }
  return a.parts.length === b.parts.length ? 0 : undefined;
}

function parse(text: string): Moment | undefined {
  return parseDate(text) ?? parseTime(text);
}

function parseDate(text: string): Moment | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const parts = numbers(match.slice(1, 7));
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  // Day 0 of the next month is the last of this one.
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const real = month > 0 && month < 13 && day > 0 && day <= lastDay && isClock(hour, minute, second);
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
