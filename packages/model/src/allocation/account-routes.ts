// Apart from the ledger itself, which any client brings: a page that books has no use for these.
import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { LedgerCorrection, LedgerCorrections, LedgerCourse, LedgerMovements, VolunteerReport } from './accounts.ts';

export const readVolunteerAccounts = {
  name: 'readVolunteerAccounts',
  method: 'GET',
  path: '/ledger/volunteers',
  answer: { status: 200, type: JSON_TYPE, schema: VolunteerReport },
} as const satisfies Route;

export const listLedgerMovements = {
  name: 'listLedgerMovements',
  method: 'GET',
  path: '/ledger/movements',
  answer: { status: 200, type: JSON_TYPE, schema: LedgerMovements },
} as const satisfies Route;

export const readLedgerCourse = {
  name: 'readLedgerCourse',
  method: 'GET',
  path: '/ledger/course',
  answer: { status: 200, type: JSON_TYPE, schema: LedgerCourse },
} as const satisfies Route;

export const listLedgerCorrections = {
  name: 'listLedgerCorrections',
  method: 'GET',
  path: '/ledger/corrections',
  answer: { status: 200, type: JSON_TYPE, schema: LedgerCorrections },
} as const satisfies Route;

export const correctLedger = {
  name: 'correctLedger',
  method: 'POST',
  path: '/ledger/corrections',
  answer: { status: 201, type: JSON_TYPE, schema: LedgerCorrection },
} as const satisfies Route;
