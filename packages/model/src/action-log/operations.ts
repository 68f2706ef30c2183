import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { DeclareAction } from './actions.ts';
import * as routes from './routes.ts';

export const actionOperations = {
  listActions: {
    ...routes.listActions,
    summary: 'Actions that were declared, those that were put right included',
    access: { roles: ['coordinator', 'structureAdmin'] },
    query: {
      from: 'First day, `2026-01-01`; when absent that of this year',
      to: 'Last day, included; when absent today',
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  declareAction: {
    ...routes.declareAction,
    summary: 'Declare an action that nothing else records; naming another entry puts that one right',
    access: { roles: ['coordinator', 'structureAdmin'] },
    body: DeclareAction,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
