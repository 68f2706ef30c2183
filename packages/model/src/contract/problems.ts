import type { ProblemCatalogue } from '../core/problems.ts';

export const contractProblems = {
  'contract-changed': { status: 409, title: 'Somebody has changed the contract meanwhile' },
  'contract-silent': { status: 404, title: 'No period of the contract holds on this day' },
} as const satisfies ProblemCatalogue;
