import type { ProblemCatalogue } from '../core/problems.ts';

export const intakeProblems = {
  'intake-known': { status: 409, title: 'Another request has this id' },
  'request-known': { status: 409, title: 'This person already waits to be called back' },
  'checklist-missing': { status: 422, title: 'Nobody has looked for grave signs' },
} as const satisfies ProblemCatalogue;
