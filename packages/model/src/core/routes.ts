import type { Route } from './operation.ts';

export const streamEvents = {
  name: 'streamEvents',
  method: 'GET',
  path: '/events',
  answer: { status: 200, type: 'text/event-stream' },
} as const satisfies Route;
