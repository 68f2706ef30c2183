import type { ProblemCatalogue } from '../core/problems.ts';

export const schedulingProblems = {
  'territory-invalid': { status: 422, title: 'The territory file breaks a rule' },
} as const satisfies ProblemCatalogue;
