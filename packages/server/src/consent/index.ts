import { PATIENT_ACTOR } from '../core/actors.ts';
import type { Subject } from '../core/subject.ts';
import { provesAccess } from './accesses.ts';
import { consentWords } from './api-words.ts';
import { forgetCodes } from './codes.ts';
import { consentFhir } from './fhir.ts';
import { accessTopic } from './live.ts';
import { provesReading } from './readings.ts';
import { rebuildConsents } from './rebuild.ts';
import { consentRoutes } from './routes.ts';
import { consentTextsDocument } from './texts-document.ts';

/** Who of the link of an access is said to have looked. */
const RECIPIENT_ACTOR = 'recipient';
const FORGET_MS = 3_600_000;

/** What patients decide, with its proofs; who may look at what because of it. */
export const consent: Subject = {
  apiWords: consentWords,
  documents: [consentTextsDocument],
  routes: consentRoutes,
  fhir: consentFhir,
  links: (context) => ({
    access: { actor: RECIPIENT_ACTOR, proves: (...link) => provesAccess(context, ...link) },
    reading: { actor: PATIENT_ACTOR, proves: (...link) => provesReading(context, ...link) },
  }),
  topics: { consentAccess: accessTopic },
  chores: [{ every: FORGET_MS, run: forgetCodes }],
  rebuild: rebuildConsents,
};

export { findConsent, isAgainst } from './gate.ts';
export type { ConsentWanted } from './gate.ts';
export { findProofRow, listRecords } from './proof-rows.ts';
