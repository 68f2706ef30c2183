import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';

export const importChecklist = {
  name: 'importChecklist',
  method: 'PUT',
  path: '/checklist',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
