import type * as z from 'zod/mini';
import { actionEvents } from './action-log/index.ts';
import { activityReportEvents } from './activity-report/index.ts';
import { allocationEvents } from './allocation/index.ts';
import { bookingEvents } from './booking/index.ts';
import { checklistEvents } from './checklist/index.ts';
import { contractEvents } from './contract/index.ts';
import { dashboardEvents } from './dashboard/index.ts';
import { deskEvents } from './desk/index.ts';
import { dutyCallEvents } from './duty-call/index.ts';
import { historyEvents } from './history/index.ts';
import { freedSeatEvents } from './freed-seat/index.ts';
import { intakeEvents } from './intake/index.ts';
import { indicatorEvents } from './indicators/index.ts';
import { consentEvents } from './consent/index.ts';
import { letterEvents } from './letter/index.ts';
import { peopleEvents } from './people/index.ts';
import { planningEvents } from './planning/index.ts';
import { protocolEvents } from './protocol/index.ts';
import { runEvents } from './run/index.ts';
import { schedulingEvents } from './scheduling/index.ts';
import { sessionEvents } from './session/index.ts';
import { structureEvents } from './structure/index.ts';
import { retentionEvents } from './retention/index.ts';
import { visitEvents } from './visit/index.ts';
import { waitingListEvents } from './waiting-list/index.ts';
import { webhookEvents } from './webhook/index.ts';
import { teamEvents } from './team/index.ts';

/**
 * What a row of the log says, by its type. A row holds ids, instants, ledger weights and coded values
 * of closed lists; never a name, a contact, a free text or an answer. A member
 * that is added later is optional, because no row is ever written anew.
 */
export const eventData = {
  ...structureEvents,
  ...schedulingEvents,
  ...checklistEvents,
  ...peopleEvents,
  ...sessionEvents,
  ...allocationEvents,
  ...bookingEvents,
  ...planningEvents,
  ...dutyCallEvents,
  ...deskEvents,
  ...freedSeatEvents,
  ...intakeEvents,
  ...waitingListEvents,
  ...retentionEvents,
  ...protocolEvents,
  ...consentEvents,
  ...teamEvents,
  ...runEvents,
  ...indicatorEvents,
  ...actionEvents,
  ...contractEvents,
  ...dashboardEvents,
  ...historyEvents,
  ...activityReportEvents,
  ...letterEvents,
  ...visitEvents,
  ...webhookEvents,
} as const satisfies Record<string, z.ZodMiniType>;

/** Kinds of rows in the log. */
export type EventType = keyof typeof eventData;

export type EventData<Type extends EventType> = z.infer<(typeof eventData)[Type]>;
