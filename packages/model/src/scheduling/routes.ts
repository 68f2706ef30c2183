import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { SlotList } from './slots.ts';

export const listSlots = {
  name: 'listSlots',
  method: 'GET',
  path: '/slots',
  answer: { status: 200, type: JSON_TYPE, schema: SlotList },
} as const satisfies Route;

export const streamEvents = {
  name: 'streamEvents',
  method: 'GET',
  path: '/events',
  answer: { status: 200, type: 'text/event-stream' },
} as const satisfies Route;
