import type { AgendaClock, AgendaRule, RuleWeekday } from '@relais/engine/planning';
import { readMoment, UnreadError } from './read-values.ts';
import type { RuleValue } from './read-values.ts';

const PARTS = new Set(['freq', 'interval', 'count', 'until', 'wkst', 'byday', 'bymonthday', 'bymonth', 'bysetpos']);
const FREQUENCIES = new Map<unknown, AgendaRule['frequency']>([
  ['DAILY', 'daily'],
  ['WEEKLY', 'weekly'],
  ['MONTHLY', 'monthly'],
  ['YEARLY', 'yearly'],
]);
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAY_MINUTES = 1440;

/** What of a rule (RFC 5545 §3.3.10) is worked out. @throws {UnreadError} for any other, of which half would be a wrong one */
export function readRule(value: RuleValue, clock: AgendaClock): AgendaRule {
  const { freq, interval = 1, count, until, wkst = 2 } = value;
  const frequency = FREQUENCIES.get(freq);
  if (!frequency || Object.keys(value).some((part) => !PARTS.has(part))) throw new UnreadError();
  const rule: AgendaRule = {
    ...{ frequency, interval: readWhole(interval, 1, 10_000) },
    ...(count !== undefined && { count: readWhole(count, 1, 1_000_000) }),
    ...(until !== undefined && { until: readUntil(until, clock) }),
    weekdays: listOf(value['byday']).map(readWeekday),
    monthDays: listOf(value['bymonthday']).map((day) => readPlace(day, 31)),
    months: listOf(value['bymonth']).map((month) => readWhole(month, 1, 12)),
    positions: listOf(value['bysetpos']).map((position) => readPlace(position, 31)),
    // The library counts from Sunday, 1.
    weekStart: (readWhole(wkst, 1, 7) + 5) % 7,
  };
  if (!isWorkedOut(rule)) throw new UnreadError();
  return rule;
}

/** Places among the days of a year are not. */
function isWorkedOut({ frequency, weekdays, monthDays, months, positions }: AgendaRule): boolean {
  const isOfMonth = frequency === 'monthly' || (frequency === 'yearly' && months.length > 0);
  const isOfOneMonth = frequency === 'monthly' || (frequency === 'yearly' && months.length === 1);
  if (weekdays.some(({ nth }) => nth !== undefined) && !isOfMonth) return false;
  if (positions.length > 0 && !isOfOneMonth) return false;
  return frequency !== 'weekly' || monthDays.length === 0;
}

/** A day alone means all of it. */
function readUntil(until: unknown, clock: AgendaClock): number {
  const text = typeof until === 'string' ? until : '';
  const { day, minutes, isDate, isUtc } = readMoment({ text, zone: undefined });
  if (isDate) return clock(day, DAY_MINUTES) - 1;
  return isUtc ? (day * DAY_MINUTES + minutes) * 60_000 : clock(day, minutes);
}

function readWeekday(text: unknown): RuleWeekday {
  const [, nth, name = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(String(text).toUpperCase()) ?? [];
  const weekday = WEEKDAYS.indexOf(name);
  if (weekday < 0) throw new UnreadError();
  return { weekday, ...(nth !== undefined && { nth: readPlace(Number(nth), 5) }) };
}

/** From the beginning, or from the end where negative. */
function readPlace(value: unknown, most: number): number {
  const place = Number(value);
  if (place === 0) throw new UnreadError();
  return readWhole(place, -most, most);
}

function readWhole(value: unknown, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most) throw new UnreadError();
  return number;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
