import type { ProblemCatalogue } from '../core/problems.ts';

export const paperProblems = {
  'papers-not-ready': { status: 409, title: 'Nothing is planned that a paper could tell: publish the planning first' },
  'papers-not-printable': { status: 501, title: 'This backend makes no PDF' },
} as const satisfies ProblemCatalogue;
