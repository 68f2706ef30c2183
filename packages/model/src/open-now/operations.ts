import { frontDesk } from '../booking/index.ts';
import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';

export const openNowOperations = {
  readOpenNow: {
    ...routes.readOpenNow,
    summary: 'What is open now, the bypass telephone, and whether those whom the dispatch has sent came: no name',
    access: { roles: frontDesk },
    problems: ['unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
