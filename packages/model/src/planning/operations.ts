import { languageParameter, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { AgendaAddress } from './agenda.ts';
import { OwnAbsence, OwnOpening } from './own.ts';
import { PlanningPublication } from './planning.ts';
import * as routes from './routes.ts';

const planners = ['coordinator', 'structureAdmin'] as const satisfies readonly Role[];
/** Who is on duty. */
const volunteers = ['slotProvider'] as const satisfies readonly Role[];
/** Who calls patients: the coordinator of a small structure does, too. */
const callers = ['secretary', 'dispatcher', 'coordinator'] as const satisfies readonly Role[];
const reads = ['unauthenticated', 'forbidden'] as const;
const judged = [
  'invalid-request',
  ...reads,
  'territory-invalid',
  'planning-changed',
  'publication-not-newest',
  ...writeProblems,
] as const;
/** As large as a territory file may be, with what is said about it. */
const LARGEST_PUBLICATION = 1280 * 1024;

export const planningOperations = {
  readPlanning: {
    ...routes.readPlanning,
    summary: 'The territory file in force with its version, to be changed and published',
    access: { roles: planners },
    problems: reads,
  },
  checkPlanning: {
    ...routes.checkPlanning,
    summary: 'Which bookings a publication would leave without a seat; nothing is kept of the question',
    access: { roles: planners },
    body: PlanningPublication,
    largestBody: LARGEST_PUBLICATION,
    problems: judged,
  },
  listPlanningVersions: {
    ...routes.listPlanningVersions,
    summary: 'Every version of the planning, the newest first: who brought it, when and why',
    access: { roles: planners },
    problems: reads,
  },
  publishPlanning: {
    ...routes.publishPlanning,
    summary: 'Publish a planning from a date on, or take the newest one back; no booking is cancelled by it',
    access: { roles: planners },
    body: PlanningPublication,
    largestBody: LARGEST_PUBLICATION,
    problems: judged,
  },
  readPlanningVersion: {
    ...routes.readPlanningVersion,
    summary: 'The territory file of a version, as it was published',
    access: { roles: planners },
    problems: [...reads, 'not-found'],
  },
  listPlanningCalls: {
    ...routes.listPlanningCalls,
    summary: 'Patients to be called because the planning has no seat any more for their booking, or has moved it',
    access: { roles: callers },
    problems: reads,
  },
  settlePlanningCall: {
    ...routes.settlePlanningCall,
    summary: 'Say that somebody has called',
    access: { roles: callers },
    problems: [...reads, 'not-found', ...writeProblems],
  },
  readOwnPlanning: {
    ...routes.readOwnPlanning,
    summary: 'One’s own ranges of the coming weeks with the seats booked in them, and what one may change of them',
    access: { roles: volunteers, partial: true },
    problems: reads,
  },
  closeOwnRanges: {
    ...routes.closeOwnRanges,
    summary: 'Say that one cannot be there, where the coordination lets one; no booking is cancelled by it',
    access: { roles: volunteers, partial: true },
    body: OwnAbsence,
    problems: ['invalid-request', ...reads, 'not-found', 'territory-invalid', ...writeProblems],
  },
  openOwnRange: {
    ...routes.openOwnRange,
    summary: 'Open a range more in one’s own practice, where the coordination lets one',
    access: { roles: volunteers, partial: true },
    body: OwnOpening,
    problems: ['invalid-request', ...reads, 'not-found', 'territory-invalid', ...writeProblems],
  },
  takeBackOwnChange: {
    ...routes.takeBackOwnChange,
    summary: 'Take back an absence or an opening of one’s own that is still to come',
    access: { roles: volunteers, partial: true },
    problems: [...reads, 'not-found', 'territory-invalid', ...writeProblems],
  },
  readDutyCalendars: {
    ...routes.readDutyCalendars,
    summary: 'Whether one’s own duties have an address for calendars; for planners, whose have',
    access: { roles: [...volunteers, ...planners], partial: true },
    problems: reads,
  },
  makeDutyCalendar: {
    ...routes.makeDutyCalendar,
    summary: 'A new secret address of one’s own duties, in place of the former one',
    access: { roles: volunteers, partial: true },
    problems: [...reads, 'not-found', ...writeProblems],
  },
  endDutyCalendar: {
    ...routes.endDutyCalendar,
    summary: 'End the address of one’s own duties; for planners, of anybody’s',
    access: { roles: [...volunteers, ...planners], partial: true },
    problems: [...reads, 'not-found', ...writeProblems],
  },
  readDutyFeed: {
    ...routes.readDutyFeed,
    summary: 'The duties behind a secret address as an iCalendar file: hours, place, seats, and nothing of a patient',
    access: { public: true },
    query: { language: languageParameter },
    rateLimit: 'feed',
    problems: ['invalid-request', 'not-found', 'rate-limited'],
  },
  readAgenda: {
    ...routes.readAgenda,
    summary: 'Whether one’s own agenda is read, from which host, and how the last reading went',
    access: { roles: volunteers, partial: true },
    problems: reads,
  },
  setAgenda: {
    ...routes.setAgenda,
    summary: 'Give the address of one’s own agenda, in place of the former one; only busy times are kept of it',
    access: { roles: volunteers, partial: true },
    body: AgendaAddress,
    problems: ['invalid-request', ...reads, 'not-found', 'agenda-address-refused', ...writeProblems],
  },
  endAgenda: {
    ...routes.endAgenda,
    summary: 'Have one’s own agenda read no more; its address and its busy times are forgotten',
    access: { roles: volunteers, partial: true },
    problems: [...reads, 'not-found', ...writeProblems],
  },
  listBusyTimes: {
    ...routes.listBusyTimes,
    summary: 'When those are busy who have given an agenda; to who is no planner, one’s own times alone',
    access: { roles: [...volunteers, ...planners], partial: true },
    problems: reads,
  },
} as const satisfies Record<string, Operation>;
