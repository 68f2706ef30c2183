import type { PlainDate } from '@relais/model';

/** Calendar arithmetic on day numbers: days since 1970-01-01, without zone. A week begins on Monday. */

const dayMilliseconds = 86_400_000;

/** `YYYY-MM-DD` → day number. The text must be a date of the calendar. */
export function dayOf(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMilliseconds;
}

/** Day number → `YYYY-MM-DD`. */
export function dateOf(day: number): PlainDate {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** A date some days later, or earlier. The calendar's last day (`9999-12-31`) has none after it. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const later = new Date((dayOf(date) + days) * dayMilliseconds);
  return later.getUTCFullYear() > 9999 ? '9999-12-31' : later.toISOString().slice(0, 10);
}

/** Day number of a year, month (1-12) and day of the month. */
export function dayOfCalendar(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / dayMilliseconds;
}

export function yearOf(day: number): number {
  return new Date(day * dayMilliseconds).getUTCFullYear();
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return modulo(day + 3, 7);
}

/** The Monday of the day's week. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day);
}

/** The remainder that is never negative, so that weeks before an anchor count too. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** `HH:MM` (up to `24:00`) → minutes since 00:00. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
