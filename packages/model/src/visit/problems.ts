import type { ProblemCatalogue } from '../core/problems.ts';

export const visitProblems = {
  'visit-changed': { status: 409, title: 'This visit has changed meanwhile' },
  'visit-known': { status: 409, title: 'Another visit has this id' },
  'visit-not-begun': { status: 409, title: 'The appointment has not begun' },
} as const satisfies ProblemCatalogue;
