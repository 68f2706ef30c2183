import { writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';
import { WebhookTarget } from './webhook.ts';

const access = { roles: ['structureAdmin'] } as const;
const reads = ['unauthenticated', 'forbidden'] as const;

export const webhookOperations = {
  readWebhook: {
    ...routes.readWebhook,
    summary: 'Which address is told that a run has ended, what waits to be told, and what keeps it from being told',
    access,
    problems: reads,
  },
  setWebhook: {
    ...routes.setWebhook,
    summary: 'Give an address that is told, with a new secret; what waits is sent there, signed with it',
    access,
    body: WebhookTarget,
    problems: ['invalid-request', ...reads, 'webhook-address-refused', ...writeProblems],
  },
  endWebhook: {
    ...routes.endWebhook,
    summary: 'Tell no software any more; what waits is never told',
    access,
    problems: [...reads, 'not-found', ...writeProblems],
  },
  resumeWebhook: {
    ...routes.resumeWebhook,
    summary: 'Try again now what waits, in its order, also where it was paused',
    access,
    problems: [...reads, 'not-found', ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
