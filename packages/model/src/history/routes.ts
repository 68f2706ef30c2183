import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { HistoryImport, HistoryImportList, HistoryReport } from './imports.ts';

export const listHistoryImports = {
  name: 'listHistoryImports',
  method: 'GET',
  path: '/history-imports',
  answer: { status: 200, type: JSON_TYPE, schema: HistoryImportList },
} as const satisfies Route;

export const importHistory = {
  name: 'importHistory',
  method: 'POST',
  path: '/history-imports',
  answer: { status: 200, type: JSON_TYPE, schema: HistoryReport },
} as const satisfies Route;

export const undoHistoryImport = {
  name: 'undoHistoryImport',
  method: 'POST',
  path: '/history-imports/{import}/undo',
  answer: { status: 200, type: JSON_TYPE, schema: HistoryImport },
} as const satisfies Route;
