import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import * as routes from './routes.ts';

/** Nothing of anybody is in them: a practice's own secretary prints them too. */
const access = {
  roles: ['coordinator', 'structureAdmin', 'secretary'] as const satisfies readonly Role[],
  partial: true,
} as const;
const problems = ['unauthenticated', 'forbidden', 'papers-not-ready'] as const;

export const paperOperations = {
  readPaperGaps: {
    ...routes.readPaperGaps,
    summary: 'What the papers of a launch cannot say yet, and why',
    access,
    problems,
  },
  printPaper: {
    ...routes.printPaper,
    summary:
      'A paper of a launch as a tagged PDF/A in `fr` or `en`: `poster` for patients, `sheet` for those who work with the centre; both are made of what is in force',
    access,
    problems: [...problems, 'invalid-request', 'not-found', 'papers-not-printable'],
  },
} as const satisfies Record<string, Operation>;
