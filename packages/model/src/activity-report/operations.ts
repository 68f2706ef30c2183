import type { Operation } from '../core/operation.ts';
import * as routes from './routes.ts';

export const activityReportOperations = {
  writeActivityReport: {
    ...routes.writeActivityReport,
    summary:
      'The annual activity report as a document to be completed (DOCX, in `fr` or `en`): missions, fiches action, declared actions with their evidence, indicators; small numbers are hidden, and the log says who took it',
    access: { roles: ['coordinator', 'structureAdmin'] },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'report-not-writable'],
  },
} as const satisfies Record<string, Operation>;
