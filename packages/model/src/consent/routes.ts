import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import {
  ConsentAccessLines,
  ConsentAccessState,
  ConsentChecked,
  ConsentCodeChecked,
  ConsentCodeSent,
  ConsentLines,
  ConsentRates,
  ConsentReading,
  ConsentRecorded,
  NewConsentAccess,
  NewConsentReading,
  PatientConsents,
} from './answers.ts';
import { ConsentTextList } from './text.ts';

export const recordConsent = {
  name: 'recordConsent',
  method: 'POST',
  path: '/consents',
  answer: { status: 201, type: JSON_TYPE, schema: ConsentRecorded },
} as const satisfies Route;

export const readPatientConsents = {
  name: 'readPatientConsents',
  method: 'GET',
  path: '/patients/{patient}/consents',
  answer: { status: 200, type: JSON_TYPE, schema: PatientConsents },
} as const satisfies Route;

export const listConsents = {
  name: 'listConsents',
  method: 'GET',
  path: '/consents',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentLines },
} as const satisfies Route;

export const readConsentRates = {
  name: 'readConsentRates',
  method: 'GET',
  path: '/consent-rates',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentRates },
} as const satisfies Route;

export const checkConsent = {
  name: 'checkConsent',
  method: 'GET',
  path: '/consent-checks/{proof}',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentChecked },
} as const satisfies Route;

export const openConsentAccess = {
  name: 'openConsentAccess',
  method: 'POST',
  path: '/consent-accesses',
  answer: { status: 201, type: JSON_TYPE, schema: NewConsentAccess },
} as const satisfies Route;

export const readConsentAccess = {
  name: 'readConsentAccess',
  method: 'GET',
  path: '/consent-accesses/{access}',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentAccessState },
} as const satisfies Route;

export const listConsentAccesses = {
  name: 'listConsentAccesses',
  method: 'GET',
  path: '/consent-accesses',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentAccessLines },
} as const satisfies Route;

export const createConsentReading = {
  name: 'createConsentReading',
  method: 'POST',
  path: '/consent-readings',
  answer: { status: 201, type: JSON_TYPE, schema: NewConsentReading },
} as const satisfies Route;

export const readConsentReading = {
  name: 'readConsentReading',
  method: 'GET',
  path: '/consent-readings/{reading}',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentReading },
} as const satisfies Route;

export const finishConsentReading = {
  name: 'finishConsentReading',
  method: 'POST',
  path: '/consent-readings/{reading}/done',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const sendConsentCode = {
  name: 'sendConsentCode',
  method: 'POST',
  path: '/consent-codes',
  answer: { status: 201, type: JSON_TYPE, schema: ConsentCodeSent },
} as const satisfies Route;

export const checkConsentCode = {
  name: 'checkConsentCode',
  method: 'POST',
  path: '/consent-codes/{code}/check',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentCodeChecked },
} as const satisfies Route;

export const readConsentTexts = {
  name: 'readConsentTexts',
  method: 'GET',
  path: '/consent-texts',
  answer: { status: 200, type: JSON_TYPE, schema: ConsentTextList, tagged: true },
} as const satisfies Route;

export const importConsentTexts = {
  name: 'importConsentTexts',
  method: 'PUT',
  path: '/consent-texts',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
