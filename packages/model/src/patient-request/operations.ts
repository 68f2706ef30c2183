import { siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { PatientRequest } from './requests.ts';
import * as routes from './routes.ts';

export const patientRequestOperations = {
  readRequestService: {
    ...routes.readRequestService,
    summary: 'Whether patients may ask to be called back, and when the service calls',
    access: { public: true },
    problems: ['not-found'],
  },
  leaveRequest: {
    ...routes.leaveRequest,
    summary: 'Ask to be called back, for oneself; the same id from the same number gives the request as it stands',
    access: { public: true },
    body: PatientRequest,
    rateLimit: 'callback',
    problems: [
      'invalid-request',
      'requests-closed',
      'checklist-missing',
      'checklist-outdated',
      'checklist-blocks-booking',
      'callback-known',
      'queue-full',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  readPatientRequest: {
    ...routes.readPatientRequest,
    summary: 'How one’s own request stands; looking at it changes nothing',
    access: { link: 'patientRequest' },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  withdrawRequest: {
    ...routes.withdrawRequest,
    summary: 'Take one’s own request back; again gives the same',
    access: { link: 'patientRequest' },
    rateLimit: 'link',
    problems: ['unauthenticated', 'forbidden', 'not-found', 'callback-closed', ...siteProblems, ...writeProblems],
  },
} as const satisfies Record<string, Operation>;
