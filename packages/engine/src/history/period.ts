import type { FigurePeriod } from '@relais/model';
import { dateOf, dayOfCalendar } from '../time/index.ts';

/** `2025`, `03/2025`, `2025-03`, `T1 2025`, `2025 Q1` → its first and last day; `undefined` for anything else. */
export function readWholePeriod(text: string): FigurePeriod | undefined {
  const year = /^(\d{4})$/.exec(text);
  if (year) return monthsFrom(Number(year[1]), 1, 12);
  const month = /^(\d\d?)[/.-](\d{4})$/.exec(text)?.slice(1) ?? /^(\d{4})[/.-](\d\d?)$/.exec(text)?.slice(1).reverse();
  if (month) return monthsFrom(Number(month[1]), Number(month[0]), 1);
  const quarter =
    /^[tq]([1-4])[\s/.-]*(\d{4})$/i.exec(text)?.slice(1) ??
    /^(\d{4})[\s/.-]*[tq]([1-4])$/i.exec(text)?.slice(1).reverse();
  return quarter && monthsFrom(Number(quarter[1]), Number(quarter[0]) * 3 - 2, 3);
}

function monthsFrom(year: number, month: number, months: number): FigurePeriod | undefined {
  if (month < 1 || month > 12) return undefined;
  return { from: dateOf(dayOfCalendar(year, month, 1)), to: dateOf(dayOfCalendar(year, month + months, 1) - 1) };
}
