import { documentProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { SeverityChecklist } from './severity-checklist.ts';
import * as routes from './routes.ts';

export const checklistOperations = {
  importChecklist: {
    ...routes.importChecklist,
    summary: 'Put a severity checklist in force, or a translation beside the version it translates',
    access: { roles: ['structureAdmin'] },
    body: SeverityChecklist,
    largestBody: 1024 * 1024,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
