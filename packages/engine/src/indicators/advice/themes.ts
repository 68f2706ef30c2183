// Which protocols the ages of the patients speak for. The shares are ours: marks to begin a talk with, and no rule.
import type { Figure } from '@relais/model';

interface Mark {
  readonly theme: 'paediatrics' | 'falls';
  readonly from: number;
  /** Last age; absent for all that are older. */
  readonly to?: number;
  /** Of a hundred patients, as many or more. */
  readonly atLeast: number;
}

const marks: readonly Mark[] = [
  { theme: 'paediatrics', from: 2, to: 14, atLeast: 15 },
  { theme: 'falls', from: 75, atLeast: 10 },
];

/** What is suggested, and why: so many patients of these ages, of all. */
export interface Suggestion extends Omit<Mark, 'atLeast'> {
  readonly numerator: number;
  readonly denominator: number;
}

/** @param figure patients by age band, as whoever is told may see it: a band that is hidden suggests nothing */
export function suggestThemes({ value, cells = [] }: Figure): Suggestion[] {
  if (!value) return [];
  return marks.flatMap(({ atLeast, ...mark }) => {
    const within = cells.filter(({ key: [band = ''] }) => isWithin(band, mark));
    if (within.length === 0 || within.some(({ numerator }) => numerator === null)) return [];
    const numerator = within.reduce((sum, cell) => sum + (cell.numerator ?? 0), 0);
    return (numerator / value) * 100 < atLeast ? [] : [{ ...mark, numerator, denominator: value }];
  });
}

/** Bands are a parameter: those that reach beyond the ages say nothing of them. */
function isWithin(band: string, { from, to }: Omit<Mark, 'atLeast'>): boolean {
  const [, first, last] = /^(\d+)(?:-(\d+)|\+)$/.exec(band) ?? [];
  if (first === undefined || Number(first) < from) return false;
  return to === undefined || (last !== undefined && Number(last) <= to);
}
