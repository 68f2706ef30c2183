import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { OpenNow } from './open-now.ts';

export const readOpenNow = {
  name: 'readOpenNow',
  method: 'GET',
  path: '/open-now',
  answer: { status: 200, type: JSON_TYPE, schema: OpenNow },
} as const satisfies Route;
