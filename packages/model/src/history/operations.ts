import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { ImportHistory } from './imports.ts';
import * as routes from './routes.ts';

/** Those who declare actions. */
const historyKeepers = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];
const refusals = ['invalid-request', 'unauthenticated', 'forbidden', ...writeProblems] as const;

export const historyOperations = {
  listHistoryImports: {
    ...routes.listHistoryImports,
    summary: 'What was taken over from files, the latest first, what was undone included',
    access: { roles: historyKeepers },
    problems: ['unauthenticated', 'forbidden'],
  },
  importHistory: {
    ...routes.importHistory,
    summary:
      'Take over past actions, or counts of periods, from the lines of a file: the good ones at once, marked as taken over, and each other one is named with its column and why; the same file again takes nothing twice',
    access: { roles: historyKeepers },
    body: ImportHistory,
    largestBody: 3 * 1024 * 1024,
    problems: refusals,
  },
  undoHistoryImport: {
    ...routes.undoHistoryImport,
    summary: 'Undo a whole import: what it brought counts no more, and the log says so',
    access: { roles: historyKeepers },
    problems: [...refusals, 'not-found'],
  },
} as const satisfies Record<string, Operation>;
