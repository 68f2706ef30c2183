import type { ProblemCatalogue } from '../core/problems.ts';

export const patientRequestProblems = {
  'requests-closed': { status: 409, title: 'Nobody may ask to be called back now' },
} as const satisfies ProblemCatalogue;
