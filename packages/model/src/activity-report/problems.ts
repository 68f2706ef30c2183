import type { ProblemCatalogue } from '../core/problems.ts';

export const activityReportProblems = {
  'report-not-writable': { status: 501, title: 'This backend makes no documents' },
} as const satisfies ProblemCatalogue;
