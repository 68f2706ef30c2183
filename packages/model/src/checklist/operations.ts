import { JSON_TYPE, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { SeverityChecklist } from './severity-checklist.ts';

export const checklistOperations = {
  importChecklist: {
    method: 'PUT',
    path: '/checklist',
    summary: 'Put a severity checklist in force, or a translation beside the version it translates',
    access: { roles: ['structureAdmin'] },
    body: SeverityChecklist,
    largestBody: 1024 * 1024,
    answer: { status: 204, type: JSON_TYPE },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
