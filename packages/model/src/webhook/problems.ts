import type { ProblemCatalogue } from '../core/problems.ts';

export const webhookProblems = {
  'webhook-address-refused': { status: 422, title: 'Nothing can be sent to this address' },
} as const satisfies ProblemCatalogue;
