import { documentProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';
import { RetentionSettings } from './settings.ts';

const deciders = ['structureAdmin', 'dpo'] as const;

export const retentionOperations = {
  readRetention: {
    ...routes.readRetention,
    summary: 'How long what is personal is kept, to be changed and put back',
    access: { roles: deciders },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importRetention: {
    ...routes.importRetention,
    summary: 'Decide how long what is personal is kept, by kind',
    access: { roles: deciders },
    body: RetentionSettings,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
