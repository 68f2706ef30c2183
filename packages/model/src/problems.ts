import { activityReportProblems } from './activity-report/index.ts';
import { bookingProblems } from './booking/index.ts';
import { consentProblems } from './consent/index.ts';
import { contractProblems } from './contract/index.ts';
import { coreProblems } from './core/index.ts';
import type { ProblemCatalogue } from './core/index.ts';
import { deskProblems } from './desk/index.ts';
import { dutyCallProblems } from './duty-call/index.ts';
import { patientRequestProblems } from './patient-request/index.ts';
import { freedSeatProblems } from './freed-seat/index.ts';
import { indicatorProblems } from './indicators/index.ts';
import { intakeProblems } from './intake/index.ts';
import { letterProblems } from './letter/index.ts';
import { paperProblems } from './papers/index.ts';
import { planningProblems } from './planning/index.ts';
import { protocolProblems } from './protocol/index.ts';
import { runProblems } from './run/index.ts';
import { schedulingProblems } from './scheduling/index.ts';
import { visitProblems } from './visit/index.ts';
import { waitingListProblems } from './waiting-list/index.ts';
import { webhookProblems } from './webhook/index.ts';
import { teamProblems } from './team/index.ts';

/** Every refusal of the API. A code is never renamed: hosts and the SDK switch on it. */
export const problemCatalogue = {
  ...coreProblems,
  ...schedulingProblems,
  ...bookingProblems,
  ...planningProblems,
  ...paperProblems,
  ...dutyCallProblems,
  ...patientRequestProblems,
  ...deskProblems,
  ...freedSeatProblems,
  ...intakeProblems,
  ...waitingListProblems,
  ...protocolProblems,
  ...consentProblems,
  ...teamProblems,
  ...runProblems,
  ...indicatorProblems,
  ...contractProblems,
  ...activityReportProblems,
  ...letterProblems,
  ...visitProblems,
  ...webhookProblems,
} as const satisfies ProblemCatalogue;

export type ProblemCode = keyof typeof problemCatalogue;
