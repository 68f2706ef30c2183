import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { KeptBoards } from './boards.ts';

export const readDashboardBoards = {
  name: 'readDashboardBoards',
  method: 'GET',
  path: '/settings/boards',
  answer: { status: 200, type: JSON_TYPE, schema: KeptBoards, tagged: true },
} as const satisfies Route;

export const importDashboardBoards = {
  name: 'importDashboardBoards',
  method: 'PUT',
  path: '/settings/boards',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
