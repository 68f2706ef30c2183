import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { Callback, CallbackList, CallbackReceipt } from './callbacks.ts';
import { DoctorQuestionView } from './doctor-first.ts';
import { DeskSettings } from './settings.ts';

export const listCallbacks = {
  name: 'listCallbacks',
  method: 'GET',
  path: '/callbacks',
  answer: { status: 200, type: JSON_TYPE, schema: CallbackList },
} as const satisfies Route;

export const readCallback = {
  name: 'readCallback',
  method: 'GET',
  path: '/callbacks/{callback}',
  answer: { status: 200, type: JSON_TYPE, schema: Callback },
} as const satisfies Route;

export const requestCallback = {
  name: 'requestCallback',
  method: 'POST',
  path: '/callbacks',
  answer: { status: 201, type: JSON_TYPE, schema: CallbackReceipt },
} as const satisfies Route;

export const actOnCallback = {
  name: 'actOnCallback',
  method: 'POST',
  path: '/callbacks/{callback}/actions',
  answer: { status: 200, type: JSON_TYPE, schema: CallbackReceipt },
} as const satisfies Route;

export const readDoctorQuestion = {
  name: 'readDoctorQuestion',
  method: 'GET',
  path: '/doctor-questions/{doctorQuestion}',
  answer: { status: 200, type: JSON_TYPE, schema: DoctorQuestionView },
} as const satisfies Route;

export const answerDoctorQuestion = {
  name: 'answerDoctorQuestion',
  method: 'POST',
  path: '/doctor-questions/{doctorQuestion}/answer',
  answer: { status: 200, type: JSON_TYPE, schema: DoctorQuestionView },
} as const satisfies Route;

export const readDeskSettings = {
  name: 'readDeskSettings',
  method: 'GET',
  path: '/settings/desk',
  answer: { status: 200, type: JSON_TYPE, schema: DeskSettings, tagged: true },
} as const satisfies Route;

export const importDeskSettings = {
  name: 'importDeskSettings',
  method: 'PUT',
  path: '/settings/desk',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
