import type { FigureStep } from '@relais/model';
import { dateOf, dayOf, dayOfCalendar, mondayOf } from '../time/index.ts';

/** Nothing is asked of, and nothing taken in that is said to be of, an earlier day. */
export const FIRST_DATE = '2000-01-01';

/** Day numbers, both included. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

function partsOf(day: number): readonly [year: number, month: number] {
  const date = new Date(day * 86_400_000);
  return [date.getUTCFullYear(), date.getUTCMonth()];
}

/** The step of the calendar a day is in. */
export function stepAbout(step: FigureStep, day: number): Days {
  const [year, month] = partsOf(day);
  switch (step) {
    case 'day':
      return { from: day, to: day };
    case 'week':
      return { from: mondayOf(day), to: mondayOf(day) + 6 };
    case 'month':
      return monthsFrom(year, month, 1);
    case 'quarter':
      return monthsFrom(year, month - (month % 3), 3);
    case 'year':
      return monthsFrom(year, 0, 12);
  }
}

/** The steps that have a part in some days, in order. */
export function stepsIn(step: FigureStep, { from, to }: Days): Days[] {
  const steps: Days[] = [];
  for (let about = stepAbout(step, from); about.from <= to; about = stepAbout(step, about.to + 1)) steps.push(about);
  return steps;
}

function monthsFrom(year: number, month: number, count: number): Days {
  return { from: dayOfMonth(year, month), to: dayOfMonth(year, month + count) - 1 };
}

function dayOfMonth(year: number, month: number): number {
  return dayOfCalendar(year + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
}

/** The days before: as many whole months if they are whole months, else as many days. */
export function daysBefore({ from, to }: Days): Days {
  const [year, month] = partsOf(from);
  const [endYear, endMonth] = partsOf(to);
  const isWhole = stepAbout('month', from).from === from && stepAbout('month', to).to === to;
  if (!isWhole) return { from: from - (to - from + 1), to: from - 1 };
  const months = (endYear - year) * 12 + endMonth - month + 1;
  return { from: dayOfMonth(year, month - months), to: from - 1 };
}

/** The same days a year before; 29 February is the 28th where there is none. */
export function yearBefore({ from, to }: Days): Days {
  return { from: sameDayBefore(from), to: sameDayBefore(to) };
}

function sameDayBefore(day: number): number {
  const date = dateOf(day);
  const year = String(Number(date.slice(0, 4)) - 1).padStart(4, '0');
  return dayOf(date.endsWith('-02-29') ? `${year}-02-28` : `${year}${date.slice(4)}`);
}
