import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';

export const coordinationOperations = {
  listMatters: {
    ...routes.listMatters,
    summary: 'What needs a person today, as counts: visits left open, patients to call, mails that cannot leave…',
    access: { roles: ['coordinator', 'structureAdmin'] },
    problems: ['unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
