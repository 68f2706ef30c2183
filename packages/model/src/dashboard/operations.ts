import { documentProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { figureReaders } from '../indicators/index.ts';
import { DashboardBoards } from './boards.ts';
import * as routes from './routes.ts';

/** Fifty boards of thirty figures, each split twice. */
const LARGEST_LIST = 256 * 1024;

export const dashboardOperations = {
  readDashboardBoards: {
    ...routes.readDashboardBoards,
    summary: 'The boards of figures that the structure has made for itself, to be changed and put back; none at first',
    access: { roles: figureReaders },
    problems: ['unauthenticated', 'forbidden'],
  },
  importDashboardBoards: {
    ...routes.importDashboardBoards,
    summary: 'Put the boards of the structure in place of those there are',
    access: { roles: ['coordinator', 'structureAdmin'] },
    body: DashboardBoards,
    largestBody: LARGEST_LIST,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
