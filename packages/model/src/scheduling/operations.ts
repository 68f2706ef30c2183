import { documentProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { audience, label } from './parameters.ts';
import { Territory } from './territory.ts';
import * as routes from './routes.ts';

export const schedulingOperations = {
  listSlots: {
    ...routes.listSlots,
    summary: 'Slots that can be booked now',
    access: { public: true },
    query: {
      from: 'First service date, `YYYY-MM-DD`; when absent yesterday, whose opening may go on past midnight',
      to: 'Last service date, included, `YYYY-MM-DD`, at most 400 days after `from`; when absent the end of the horizon',
      after:
        '`next` of an answer: the list goes on behind its last slot; when absent it begins with the first. One answer holds 3,000 slots at most',
      audience,
      label,
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  importTerritory: {
    ...routes.importTerritory,
    summary: 'Replace the territory file; bookings already made stay',
    access: { roles: ['coordinator', 'structureAdmin'] },
    body: Territory,
    largestBody: 1024 * 1024,
    judgesBody: true,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'territory-invalid', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
