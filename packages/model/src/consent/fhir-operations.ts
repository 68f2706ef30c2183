import * as z from 'zod/mini';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';

/** Below this stands what other software reads in FHIR R4; refusals are OperationOutcomes there. */
export const fhirPath = '/fhir/structures/{structure}';
export const FHIR_TYPE = 'application/fhir+json';

/** What it holds is judged resource by resource. */
const ConsentBundleRequest = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.unknown()).check(z.minLength(1), z.maxLength(500)),
});

/** Who cares for patients, as for the proofs themselves. */
const carers = ['delegate', 'delegator', 'slotProvider'] as const satisfies readonly Role[];

/** What may be read of a proof, each as a resource of its own. */
export const CONSENT_RESOURCES = ['Consent', 'Provenance', 'DocumentReference', 'RelatedPerson'] as const;

/** Not in the description of the API, which is not FHIR’s. */
export const consentFhirOperations = {
  searchConsents: {
    name: 'searchConsents',
    method: 'GET',
    path: '/Consent',
    answer: { status: 200, type: FHIR_TYPE },
    summary:
      'The consents of a patient, each with its text, who gave it and who collected it; the log says who has read them',
    access: { roles: carers, partial: true },
    query: { patient: 'Id of the patient, with or without `Patient/` before it' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found'],
  },
  readConsentResource: {
    name: 'readConsentResource',
    method: 'GET',
    path: '/{type}/{id}',
    answer: { status: 200, type: FHIR_TYPE },
    summary: 'One resource of a proof',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  takeConsents: {
    name: 'takeConsents',
    method: 'POST',
    path: '/Bundle',
    answer: { status: 200, type: FHIR_TYPE },
    summary:
      'Take in the proofs of a Bundle, as they were given out: each Consent is answered by itself, kept or refused with its reasons. The same again is the same answer',
    access: { roles: carers, partial: true },
    body: ConsentBundleRequest,
    largestBody: 1024 * 1024,
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;
