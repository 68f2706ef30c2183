import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { MatterList } from './matters.ts';

export const listMatters = {
  name: 'listMatters',
  method: 'GET',
  path: '/matters',
  answer: { status: 200, type: JSON_TYPE, schema: MatterList },
} as const satisfies Route;
