import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { LedgerReport } from './ledger.ts';

export const readLedger = {
  name: 'readLedger',
  method: 'GET',
  path: '/ledger',
  answer: { status: 200, type: JSON_TYPE, schema: LedgerReport },
} as const satisfies Route;
