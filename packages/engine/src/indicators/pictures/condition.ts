import type { Figure } from '@relais/model';

/** How a figure stands. Each is a screen of its own: none is shown as another, and no failure as any of them. */
export type Condition =
  /** A number, possibly 0. */
  | 'counted'
  /** Nothing was recorded in the period. */
  | 'empty'
  /** Nothing to divide by: « — ». */
  | 'incalculable'
  /** One to four people stand behind it. */
  | 'hidden'
  /** No stretch of the period is over, or holds enough people, to count it. */
  | 'early'
  /** It is not counted here; the definition says why. */
  | 'notMeasured';

export function conditionOf({ source, hidden, counted, value, numerator, denominator }: Figure): Condition {
  if (source === 'notMeasured') return 'notMeasured';
  if (hidden) return 'hidden';
  if (counted === null) return 'early';
  if (numerator === 0 && !denominator) return 'empty';
  return value === null ? 'incalculable' : 'counted';
}

/** Its last day is not over: numbers will still grow. */
export function isPartial({ to }: Pick<Figure, 'to'>, today: string): boolean {
  return to >= today;
}

/** Days that were asked for are left out, so that no subtraction leaves few people. */
export function isNarrowed({ counted, from, to }: Figure): boolean {
  return counted !== null && (counted.from !== from || counted.to !== to);
}
