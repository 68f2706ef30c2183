import { JSON_TYPE, languageParameter } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { LedgerReport } from './ledger.ts';

export const allocationOperations = {
  readLedger: {
    method: 'GET',
    path: '/ledger',
    summary: 'The account of every practice in the sharing of load',
    access: { roles: ['coordinator', 'structureAdmin', 'slotProvider'] },
    query: { language: languageParameter },
    answer: { status: 200, type: JSON_TYPE, schema: LedgerReport },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
