/**
 * FHIR dates, dateTimes and times, partial ones included, as the texts they are exchanged in: a year alone is a value, and
 * turning it into an instant would make it one it is not.
 */
export interface Moment {
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

/** What a text says; undefined when it is no date, dateTime or time. */
export function parseMoment(text: string): Moment | undefined {
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
