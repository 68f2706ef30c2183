import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { ExportFileCheck } from './check.ts';

export const checkExportFile = {
  name: 'checkExportFile',
  method: 'POST',
  path: '/export-files/check',
  answer: { status: 200, type: JSON_TYPE, schema: ExportFileCheck },
} as const satisfies Route;
