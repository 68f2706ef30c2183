import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { LeftRequest, PatientRequestView, RequestService } from './patient-requests.ts';

export const readRequestService = {
  name: 'readRequestService',
  method: 'GET',
  path: '/patient-request-service',
  answer: { status: 200, type: JSON_TYPE, schema: RequestService },
} as const satisfies Route;

export const leaveRequest = {
  name: 'leaveRequest',
  method: 'POST',
  path: '/patient-requests',
  answer: { status: 201, type: JSON_TYPE, schema: LeftRequest },
} as const satisfies Route;

export const readPatientRequest = {
  name: 'readPatientRequest',
  method: 'GET',
  path: '/patient-requests/{patientRequest}',
  answer: { status: 200, type: JSON_TYPE, schema: PatientRequestView },
} as const satisfies Route;

export const withdrawRequest = {
  name: 'withdrawRequest',
  method: 'POST',
  path: '/patient-requests/{patientRequest}/withdrawal',
  answer: { status: 200, type: JSON_TYPE, schema: PatientRequestView },
} as const satisfies Route;
