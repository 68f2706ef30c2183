import { languageParameter } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';

export const allocationOperations = {
  readLedger: {
    ...routes.readLedger,
    summary: 'The account of every practice in the sharing of load',
    access: { roles: ['coordinator', 'structureAdmin', 'slotProvider'], partial: true },
    query: { language: languageParameter },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
