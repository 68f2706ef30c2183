import type { ProblemCatalogue } from '../core/problems.ts';

export const indicatorProblems = {
  'figure-hidden': { status: 403, title: 'Too few patients stand behind this figure to show what makes it' },
  'figure-not-measured': { status: 404, title: 'This indicator is not counted here: its definition says why' },
  'figures-not-printable': { status: 501, title: 'This backend makes no PDF' },
} as const satisfies ProblemCatalogue;
