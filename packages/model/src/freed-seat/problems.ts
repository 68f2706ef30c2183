import type { ProblemCatalogue } from '../core/problems.ts';

export const freedSeatProblems = {
  'offer-ended': { status: 410, title: 'This seat is not offered to you any more' },
} as const satisfies ProblemCatalogue;
