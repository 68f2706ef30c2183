import type { ProblemCatalogue } from '../core/problems.ts';

export const teamProblems = {
  'quiz-not-passed': { status: 409, title: 'The quiz of this protocol has not been passed' },
  'quiz-attempts-used': { status: 409, title: 'This quiz may not be tried again yet' },
  'not-declared': { status: 409, title: 'This person is not declared in this protocol' },
} as const satisfies ProblemCatalogue;
