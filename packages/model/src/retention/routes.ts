import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { RetentionSettings } from './settings.ts';

export const readRetention = {
  name: 'readRetention',
  method: 'GET',
  path: '/settings/retention',
  answer: { status: 200, type: JSON_TYPE, schema: RetentionSettings, tagged: true },
} as const satisfies Route;

export const importRetention = {
  name: 'importRetention',
  method: 'PUT',
  path: '/settings/retention',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
