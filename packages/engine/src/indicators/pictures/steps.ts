import type { FigurePeriod, FigureSplit } from '@relais/model';
import { utcDay, utcMonday, utcMonth, utcYear, type TimeInterval } from 'd3-time';

const INTERVALS: Partial<Record<FigureSplit, TimeInterval | null>> = {
  day: utcDay,
  week: utcMonday,
  month: utcMonth,
  quarter: utcMonth.every(3),
  year: utcYear,
};

/** First dates of the steps of a period, whether anything was counted there or not: what has no value is a gap, and not left out. */
export function stepsOf(step: FigureSplit, { from, to }: FigurePeriod): string[] {
  const interval = INTERVALS[step];
  if (!interval) return [];
  const last = new Date(Date.parse(to) + 1);
  return interval.range(interval.floor(new Date(from)), last).map(write);
}

/** The last day of a step, by its first. */
export function endOf(step: FigureSplit, first: string): string {
  const next = INTERVALS[step]?.offset(new Date(first), 1);
  return next ? write(new Date(next.getTime() - 1)) : first;
}

function write(date: Date): string {
  return date.toISOString().slice(0, 10);
}
