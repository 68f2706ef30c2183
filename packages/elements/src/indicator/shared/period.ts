import type { FigurePeriod } from '@relais/sdk';

/** What a period cannot be, by the word for it. */
export type PeriodFault = 'not-a-date' | 'inverted' | 'future' | 'too-early';

/** No structure of this kind is older: 2000 is a year typed wrongly. */
const FIRST_YEAR = 2000;

const paris = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeZone: 'Europe/Paris' });

/** The date at the place, whatever the device's own zone. */
export function todayAt(now: number): string {
  return paris.format(now);
}

export function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** What is wrong with a period, both days included; nothing is asked of the server then. */
export function faultOf({ from, to }: FigurePeriod, today: string): PeriodFault | undefined {
  if (!isDate(from) || !isDate(to)) return 'not-a-date';
  if (Number(from.slice(0, 4)) < FIRST_YEAR) return 'too-early';
  if (from > to) return 'inverted';
  return to > today ? 'future' : undefined;
}

/** Where a page names none: twelve months, this one included. */
export function usualPeriod(today: string): FigurePeriod {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return { from: new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10), to: today };
}

export function daysOf({ from, to }: FigurePeriod): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
