import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { BusyTimes, NewAgenda, OwnAgenda } from './agenda.ts';
import { DutyCalendars, NewDutyCalendar } from './calendars.ts';
import { OwnPlanning } from './own.ts';
import { Planning, PlanningCallList, PlanningCheck, PlanningHistory, PlanningReceipt } from './planning.ts';

export const readPlanning = {
  name: 'readPlanning',
  method: 'GET',
  path: '/planning',
  answer: { status: 200, type: JSON_TYPE, schema: Planning },
} as const satisfies Route;

export const checkPlanning = {
  name: 'checkPlanning',
  method: 'POST',
  path: '/planning/checks',
  answer: { status: 200, type: JSON_TYPE, schema: PlanningCheck },
} as const satisfies Route;

export const listPlanningVersions = {
  name: 'listPlanningVersions',
  method: 'GET',
  path: '/planning/versions',
  answer: { status: 200, type: JSON_TYPE, schema: PlanningHistory },
} as const satisfies Route;

export const publishPlanning = {
  name: 'publishPlanning',
  method: 'POST',
  path: '/planning/versions',
  answer: { status: 201, type: JSON_TYPE, schema: PlanningReceipt },
} as const satisfies Route;

export const readPlanningVersion = {
  name: 'readPlanningVersion',
  method: 'GET',
  path: '/planning/versions/{version}',
  answer: { status: 200, type: JSON_TYPE, schema: Planning },
} as const satisfies Route;

export const listPlanningCalls = {
  name: 'listPlanningCalls',
  method: 'GET',
  path: '/planning/calls',
  answer: { status: 200, type: JSON_TYPE, schema: PlanningCallList },
} as const satisfies Route;

export const settlePlanningCall = {
  name: 'settlePlanningCall',
  method: 'DELETE',
  path: '/planning/calls/{booking}',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readOwnPlanning = {
  name: 'readOwnPlanning',
  method: 'GET',
  path: '/planning/own',
  answer: { status: 200, type: JSON_TYPE, schema: OwnPlanning },
} as const satisfies Route;

export const closeOwnRanges = {
  name: 'closeOwnRanges',
  method: 'POST',
  path: '/planning/own/absences',
  answer: { status: 201, type: JSON_TYPE, schema: PlanningReceipt },
} as const satisfies Route;

export const openOwnRange = {
  name: 'openOwnRange',
  method: 'POST',
  path: '/planning/own/openings',
  answer: { status: 201, type: JSON_TYPE, schema: PlanningReceipt },
} as const satisfies Route;

export const takeBackOwnChange = {
  name: 'takeBackOwnChange',
  method: 'DELETE',
  path: '/planning/own/exceptions/{exception}',
  answer: { status: 200, type: JSON_TYPE, schema: PlanningReceipt },
} as const satisfies Route;

export const readDutyCalendars = {
  name: 'readDutyCalendars',
  method: 'GET',
  path: '/planning/calendars',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCalendars },
} as const satisfies Route;

export const makeDutyCalendar = {
  name: 'makeDutyCalendar',
  method: 'POST',
  path: '/planning/calendars',
  answer: { status: 201, type: JSON_TYPE, schema: NewDutyCalendar },
} as const satisfies Route;

export const endDutyCalendar = {
  name: 'endDutyCalendar',
  method: 'DELETE',
  path: '/planning/calendars/{professional}',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readDutyFeed = {
  name: 'readDutyFeed',
  method: 'GET',
  path: '/calendars/{token}/duties.ics',
  answer: { status: 200, type: 'text/calendar', tagged: true },
} as const satisfies Route;

export const readAgenda = {
  name: 'readAgenda',
  method: 'GET',
  path: '/planning/agenda',
  answer: { status: 200, type: JSON_TYPE, schema: OwnAgenda },
} as const satisfies Route;

export const setAgenda = {
  name: 'setAgenda',
  method: 'POST',
  path: '/planning/agenda',
  answer: { status: 201, type: JSON_TYPE, schema: NewAgenda },
} as const satisfies Route;

export const endAgenda = {
  name: 'endAgenda',
  method: 'DELETE',
  path: '/planning/agenda',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const listBusyTimes = {
  name: 'listBusyTimes',
  method: 'GET',
  path: '/planning/busy',
  answer: { status: 200, type: JSON_TYPE, schema: BusyTimes },
} as const satisfies Route;
