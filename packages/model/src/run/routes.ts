import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { AdverseEventReceipt, AdverseEvents } from './adverse-event.ts';
import { Run, RunAccesses, RunList, RunState } from './answers.ts';

const state = { status: 200, type: JSON_TYPE, schema: RunState } as const;

export const startRun = {
  name: 'startRun',
  method: 'POST',
  path: '/runs',
  answer: { status: 201, type: JSON_TYPE, schema: RunState },
} as const satisfies Route;

export const recordNonInclusion = {
  name: 'recordNonInclusion',
  method: 'POST',
  path: '/non-inclusions',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const listRuns = {
  name: 'listRuns',
  method: 'GET',
  path: '/runs',
  answer: { status: 200, type: JSON_TYPE, schema: RunList },
} as const satisfies Route;

export const readRun = {
  name: 'readRun',
  method: 'GET',
  path: '/runs/{run}',
  answer: { status: 200, type: JSON_TYPE, schema: Run },
} as const satisfies Route;

export const saveRunAnswers = {
  name: 'saveRunAnswers',
  method: 'PUT',
  path: '/runs/{run}/answers',
  answer: state,
} as const satisfies Route;

export const acknowledgeAlert = {
  name: 'acknowledgeAlert',
  method: 'POST',
  path: '/runs/{run}/acknowledgements',
  answer: state,
} as const satisfies Route;

export const answerAlert = {
  name: 'answerAlert',
  method: 'POST',
  path: '/runs/{run}/alert-answers',
  answer: state,
} as const satisfies Route;

export const endRun = {
  name: 'endRun',
  method: 'POST',
  path: '/runs/{run}/end',
  answer: state,
} as const satisfies Route;

export const countersignRuns = {
  name: 'countersignRuns',
  method: 'POST',
  path: '/run-countersignatures',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const commentRun = {
  name: 'commentRun',
  method: 'POST',
  path: '/runs/{run}/comments',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const attachPhotograph = {
  name: 'attachPhotograph',
  method: 'POST',
  path: '/runs/{run}/photographs',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readPhotograph = {
  name: 'readPhotograph',
  method: 'GET',
  path: '/runs/{run}/photographs/{photograph}',
  answer: { status: 200, type: 'image/jpeg' },
} as const satisfies Route;

export const removePhotograph = {
  name: 'removePhotograph',
  method: 'POST',
  path: '/runs/{run}/photographs/{photograph}/removals',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const readPatientFile = {
  name: 'readPatientFile',
  method: 'GET',
  path: '/patients/{patient}/file',
  answer: { status: 200, type: 'application/fhir+json' },
} as const satisfies Route;

export const reviewRun = {
  name: 'reviewRun',
  method: 'POST',
  path: '/runs/{run}/reviews',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const stateSatisfaction = {
  name: 'stateSatisfaction',
  method: 'POST',
  path: '/protocol-satisfaction',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const listRunAccesses = {
  name: 'listRunAccesses',
  method: 'GET',
  path: '/run-accesses',
  answer: { status: 200, type: JSON_TYPE, schema: RunAccesses },
} as const satisfies Route;

export const declareAdverseEvent = {
  name: 'declareAdverseEvent',
  method: 'POST',
  path: '/adverse-events',
  answer: { status: 201, type: JSON_TYPE, schema: AdverseEventReceipt },
} as const satisfies Route;

export const listAdverseEvents = {
  name: 'listAdverseEvents',
  method: 'GET',
  path: '/adverse-events',
  answer: { status: 200, type: JSON_TYPE, schema: AdverseEvents },
} as const satisfies Route;

export const analyseAdverseEvent = {
  name: 'analyseAdverseEvent',
  method: 'POST',
  path: '/adverse-events/{event}/analyses',
  answer: { status: 200, type: JSON_TYPE, schema: AdverseEventReceipt },
} as const satisfies Route;
