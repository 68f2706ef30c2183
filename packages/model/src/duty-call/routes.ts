import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { DutyCall, DutyCallLink, DutyCallList, DutyCallView, DutyRangeList } from './calls.ts';

export const listDutyCalls = {
  name: 'listDutyCalls',
  method: 'GET',
  path: '/planning/duty-calls',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCallList },
} as const satisfies Route;

export const listDutyRanges = {
  name: 'listDutyRanges',
  method: 'GET',
  path: '/planning/duty-ranges',
  answer: { status: 200, type: JSON_TYPE, schema: DutyRangeList },
} as const satisfies Route;

export const openDutyCall = {
  name: 'openDutyCall',
  method: 'POST',
  path: '/planning/duty-calls',
  answer: { status: 201, type: JSON_TYPE, schema: DutyCall },
} as const satisfies Route;

export const readDutyLink = {
  name: 'readDutyLink',
  method: 'GET',
  path: '/planning/duty-calls/{call}/links/{asked}',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCallLink },
} as const satisfies Route;

export const giveDuty = {
  name: 'giveDuty',
  method: 'POST',
  path: '/planning/duty-calls/{call}/duties',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCall },
} as const satisfies Route;

export const closeDutyCall = {
  name: 'closeDutyCall',
  method: 'POST',
  path: '/planning/duty-calls/{call}/closing',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCall },
} as const satisfies Route;

export const readDutyAnswer = {
  name: 'readDutyAnswer',
  method: 'GET',
  path: '/duty-answers/{dutyAnswer}',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCallView },
} as const satisfies Route;

export const answerDutyCall = {
  name: 'answerDutyCall',
  method: 'POST',
  path: '/duty-answers/{dutyAnswer}/answers',
  answer: { status: 200, type: JSON_TYPE, schema: DutyCallView },
} as const satisfies Route;
