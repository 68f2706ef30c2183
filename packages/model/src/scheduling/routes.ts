import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { SlotList } from './slots.ts';

export const listSlots = {
  name: 'listSlots',
  method: 'GET',
  path: '/slots',
  answer: { status: 200, type: JSON_TYPE, schema: SlotList },
} as const satisfies Route;

export const importTerritory = {
  name: 'importTerritory',
  method: 'PUT',
  path: '/territory',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
