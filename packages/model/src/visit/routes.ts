import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { VisitSettings } from './settings.ts';
import { OpenVisits, VisitList, VisitReceipt } from './visits.ts';

export const listVisits = {
  name: 'listVisits',
  method: 'GET',
  path: '/visits',
  answer: { status: 200, type: JSON_TYPE, schema: VisitList },
} as const satisfies Route;

export const addVisit = {
  name: 'addVisit',
  method: 'POST',
  path: '/visits',
  answer: { status: 201, type: JSON_TYPE, schema: VisitReceipt },
} as const satisfies Route;

export const actOnVisit = {
  name: 'actOnVisit',
  method: 'POST',
  path: '/visits/{visit}/actions',
  answer: { status: 200, type: JSON_TYPE, schema: VisitReceipt },
} as const satisfies Route;

export const listOpenVisits = {
  name: 'listOpenVisits',
  method: 'GET',
  path: '/open-visits',
  answer: { status: 200, type: JSON_TYPE, schema: OpenVisits },
} as const satisfies Route;

export const readVisitSettings = {
  name: 'readVisitSettings',
  method: 'GET',
  path: '/settings/visit',
  answer: { status: 200, type: JSON_TYPE, schema: VisitSettings, tagged: true },
} as const satisfies Route;

export const importVisitSettings = {
  name: 'importVisitSettings',
  method: 'PUT',
  path: '/settings/visit',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
