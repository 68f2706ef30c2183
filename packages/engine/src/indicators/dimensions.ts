import { FEWEST_PATIENTS } from '@relais/model';
import type { FigureDimension, FigureRules } from '@relais/model';
import { weekdayOf } from '../time/index.ts';
import type { Fact } from './facts/index.ts';

export const UNKNOWN = 'unknown';

/** What holds while a structure has said nothing else. First ages of the bands: 0–1, 2–14, 15–44, 45–64, 65–74, 75 and more. */
export const usualRules: FigureRules = {
  smallestCell: FEWEST_PATIENTS,
  ageBands: [0, 2, 15, 45, 65, 75],
  leftOut: 'patients',
};

/** Of files that do not say by which they were made. */
export const rulesBefore: FigureRules = { smallestCell: FEWEST_PATIENTS, ageBands: usualRules.ageBands };

/** The code a fact has in a dimension. */
export function valueOf(fact: Fact, dimension: FigureDimension, ageBands: readonly number[]): string {
  switch (dimension) {
    case 'ageBand':
      return fact.age === undefined ? UNKNOWN : bandOf(fact.age, ageBands);
    case 'weekday':
      return String(weekdayOf(fact.day) + 1);
    case 'hour':
      return fact.minute === undefined ? UNKNOWN : String(Math.floor(fact.minute / 60));
    default:
      return fact.values[dimension] ?? UNKNOWN;
  }
}

/** `2-14`; the last one `75+`. */
export function bandOf(age: number, bands: readonly number[]): string {
  const index = bands.findLastIndex((first) => first <= age);
  const first = bands[Math.max(index, 0)] ?? 0;
  const next = bands[Math.max(index, 0) + 1];
  return next === undefined ? `${first}+` : `${first}-${next - 1}`;
}

/** Every code an age can have. */
export function bandsOf(firstAges: readonly number[]): string[] {
  return firstAges.map((age) => bandOf(age, firstAges));
}
