import { actionOperations } from './action-log/index.ts';
import { activityReportOperations } from './activity-report/index.ts';
import { allocationOperations } from './allocation/index.ts';
import { bookingOperations } from './booking/index.ts';
import { checklistOperations } from './checklist/index.ts';
import { consentOperations } from './consent/index.ts';
import { contractOperations } from './contract/index.ts';
import { coreRoutes } from './core/index.ts';
import type { Operation } from './core/index.ts';
import { coordinationOperations } from './coordination/index.ts';
import { dashboardOperations } from './dashboard/index.ts';
import { deskOperations } from './desk/index.ts';
import { exportFileOperations } from './export-file/index.ts';
import { dutyCallOperations } from './duty-call/index.ts';
import { patientRequestOperations } from './patient-request/index.ts';
import { freedSeatOperations } from './freed-seat/index.ts';
import { historyOperations } from './history/index.ts';
import { indicatorOperations } from './indicators/index.ts';
import { intakeOperations } from './intake/index.ts';
import { letterOperations } from './letter/index.ts';
import { openNowOperations } from './open-now/index.ts';
import { paperOperations } from './papers/index.ts';
import { peopleOperations } from './people/index.ts';
import { planningOperations } from './planning/index.ts';
import { protocolOperations } from './protocol/index.ts';
import { runOperations } from './run/index.ts';
import { schedulingOperations } from './scheduling/index.ts';
import type { ProblemCode } from './problems.ts';
import { sessionOperations } from './session/index.ts';
import { structureOperations } from './structure/index.ts';
import { teamOperations } from './team/index.ts';
import { retentionOperations } from './retention/index.ts';
import { visitOperations } from './visit/index.ts';
import { waitingListOperations } from './waiting-list/index.ts';
import { webhookOperations } from './webhook/index.ts';
import { topics, usualTopic } from './topics.ts';

const liveOperations = {
  streamEvents: {
    ...coreRoutes.streamEvents,
    summary: 'Live messages as server-sent events; `Last-Event-ID` or `after` resumes',
    access: { public: true },
    query: {
      topic: `What is followed, separated by commas: ${Object.keys(topics).join(', ')}; when absent \`${usualTopic}\``,
      after:
        'Sequence to go on from, a whole number of 15 digits at most, for readers that cannot set `Last-Event-ID`; when absent the stream begins with what comes next',
      ...topics.availability.query,
      ...topics.consentAccess.query,
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;

/** The whole contract of `/api/v1`: routes, rights, shapes. The server mounts it, OpenAPI is made from it, the access test walks it. */
export const operations = {
  ...structureOperations,
  ...schedulingOperations,
  ...checklistOperations,
  ...peopleOperations,
  ...sessionOperations,
  ...bookingOperations,
  ...planningOperations,
  ...paperOperations,
  ...dutyCallOperations,
  ...patientRequestOperations,
  ...allocationOperations,
  ...coordinationOperations,
  ...openNowOperations,
  ...deskOperations,
  ...freedSeatOperations,
  ...intakeOperations,
  ...waitingListOperations,
  ...webhookOperations,
  ...retentionOperations,
  ...protocolOperations,
  ...consentOperations,
  ...teamOperations,
  ...runOperations,
  ...indicatorOperations,
  ...actionOperations,
  ...contractOperations,
  ...dashboardOperations,
  ...historyOperations,
  ...activityReportOperations,
  ...exportFileOperations,
  ...letterOperations,
  ...visitOperations,
  ...liveOperations,
} as const satisfies Record<string, Operation<ProblemCode>>;

export type OperationName = keyof typeof operations;

/** Path of everything a structure has. */
export const structurePath = '/api/v1/structures/{structure}';
