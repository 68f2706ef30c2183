import type { Amount } from './data.ts';
import { Moment } from './data.ts';

const UNITS = ['year', 'month', 'day', 'hour', 'minute', 'second'];
const FACTORS: Record<string, [unit: string, factor: number]> = { week: ['day', 7], millisecond: ['second', 0.001] };

/** Whether an amount is a calendar duration, the only kind that is added to dates here. */
export function isDuration(unit: string): boolean {
  return /^(year|month|week|day|hour|minute|second|millisecond)s?$/.test(unit);
}

/**
 * A date or dateTime moved by a calendar duration (FHIRPath, "Date/Time Arithmetic"): years and months keep the day, or take
 * the last of the month; what is finer than the precision of the date is first reduced to it, without its fraction.
 */
export function addToMoment(moment: Moment, { value, unit }: Amount, sign: 1 | -1): Moment | undefined {
  const [, date = '', clock = '', zone = ''] = /^([^T]*)(?:T([\d:.]*)(.*))?$/.exec(moment.text) ?? [];
  const parts = [...date.split('-'), ...(clock ? clock.split(':') : [])].map(Number);
  if (moment.isTime || parts.length === 0) return undefined;
  const name = unit.replace(/s$/, '');
  const [base, factor] = FACTORS[name] ?? [name, 1];
  const [place, amount] = atPrecision(UNITS.indexOf(base), Math.trunc(value * factor * 1000) / 1000, parts.length);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const months =
    year * 12 +
    month -
    1 +
    (place === 0 ? sign * Math.trunc(amount) * 12 : place === 1 ? sign * Math.trunc(amount) : 0);
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), modulo(months, 12) + 1, 0)).getUTCDate();
  const start = Date.UTC(
    Math.floor(months / 12),
    modulo(months, 12),
    Math.min(day, lastDay),
    hour,
    minute,
    0,
    second * 1000,
  );
  const milliseconds = place < 2 ? 0 : amount * ([86_400_000, 3_600_000, 60_000, 1000][place - 2] ?? 0);
  const result = new Date(start + sign * Math.trunc(milliseconds)).toISOString();
  return new Moment(cut(result, parts.length, clock.includes('.')) + zone);
}

/** An amount in a unit no finer than the precision of the date: 24 months are 2 years for a date that is only a year. */
function atPrecision(place: number, amount: number, precision: number): [place: number, amount: number] {
  const divisors = [1, 12, 30, 24, 60, 60];
  let [at, rest] = [place, amount];
  for (; at >= precision; at--) rest = Math.trunc(rest / (divisors[at] ?? 1));
  return [at, rest];
}

function cut(iso: string, precision: number, fraction: boolean): string {
  return iso.slice(0, fraction ? 23 : [4, 4, 7, 10, 13, 16, 19][precision]);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
