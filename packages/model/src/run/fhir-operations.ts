import { FHIR_TYPE } from '../consent/index.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';

const carers = ['delegate', 'delegator'] as const satisfies readonly Role[];

/** What a run is to other software; see `runBundle` of the engine. */
export const RUN_RESOURCES = [
  'CarePlan',
  'QuestionnaireResponse',
  'DetectedIssue',
  'Procedure',
  'Task',
  'Composition',
] as const;
export type RunResource = (typeof RUN_RESOURCES)[number];

const problems = ['unauthenticated', 'forbidden', 'not-found'] as const;

/** The resources of a patient's runs, of those that whoever asks has a part in. */
export function searchRunResources(type: RunResource) {
  return {
    name: `search${type}`,
    method: 'GET',
    path: `/${type}`,
    answer: { status: 200, type: FHIR_TYPE },
    summary: `The ${type} of a patient’s runs; the log says who has read them`,
    access: { roles: carers, partial: true },
    query: { patient: 'Id of the patient, with or without `Patient/` before it' },
    problems: ['invalid-request', ...problems],
  } as const satisfies Operation;
}

export function readRunResource(type: RunResource) {
  return {
    name: `read${type}`,
    method: 'GET',
    path: `/${type}/{id}`,
    answer: { status: 200, type: FHIR_TYPE },
    summary: `One ${type} of a run; the log says who has read it`,
    access: { roles: carers, partial: true },
    problems,
  } as const satisfies Operation;
}

/** The same as `readPatientFile` of the API, as FHIR R4 calls it: https://hl7.org/fhir/R4/patient-operation-everything.html */
export const readPatientEverything = {
  name: 'readPatientEverything',
  method: 'GET',
  path: '/Patient/{patient}/$everything',
  answer: { status: 200, type: FHIR_TYPE },
  summary:
    'The file of a patient as one Bundle: consents, and the runs whoever asks has a part in; each look is in the log',
  access: { roles: carers, partial: true },
  problems,
} as const satisfies Operation;
