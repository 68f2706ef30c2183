import { documentProblems, siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import {
  CheckCodeRequest,
  CreateReadingRequest,
  FinishReadingRequest,
  OpenAccessRequest,
  RecordConsentRequest,
  SendCodeRequest,
} from './requests.ts';
import { ConsentTextList } from './text.ts';
import * as routes from './routes.ts';

/** Who cares for patients. Never the coordinator, nor the administrator: they have no part in the care. */
const carers = ['delegate', 'delegator', 'slotProvider'] as const satisfies readonly Role[];

const page = { after: 'Where the list goes on, as `next` of the part before said; when absent its beginning' };

export const consentOperations = {
  recordConsent: {
    ...routes.recordConsent,
    summary:
      'Keep a proof for good: a consent, a refusal, an objection, a withdrawal. A withdrawal closes what was open',
    access: { roles: carers, partial: true },
    body: RecordConsentRequest,
    // The evidence, a text of which a character of JSON may take six bytes, and the proof.
    largestBody: 1024 * 1024,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'consent-proof-refused',
      'consent-id-taken',
      ...writeProblems,
    ],
  },
  readPatientConsents: {
    ...routes.readPatientConsents,
    summary: 'The proofs of a patient with the texts that were shown; the log says who has read them',
    access: { roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden'],
  },
  listConsents: {
    ...routes.listConsents,
    summary: 'Which proofs there are, the latest first, without what they say about care',
    access: { roles: ['dpo'] },
    query: page,
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  readConsentRates: {
    ...routes.readConsentRates,
    summary: 'How many were asked in a quarter, and the shares that agreed, refused and withdrew; none of few people',
    access: { roles: ['coordinator', 'dpo'] },
    query: { quarter: 'A quarter that is over, `2026-Q4`; when absent the last one' },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  checkConsent: {
    ...routes.checkConsent,
    summary: 'Whether a proof with this digest is kept here: what the code on a printed copy is checked with',
    access: { public: true },
    query: { hash: 'Digest of the proof, 64 hexadecimal digits; when absent no proof is known' },
    problems: ['invalid-request', 'not-found'],
  },
  openConsentAccess: {
    ...routes.openConsentAccess,
    summary: 'Let a carer who was named, or somebody the patient consented to, look; refused without',
    access: { roles: carers, partial: true },
    body: OpenAccessRequest,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'consent-missing',
      'consent-id-taken',
      ...writeProblems,
    ],
  },
  readConsentAccess: {
    ...routes.readConsentAccess,
    summary: 'Whether an access is still open; each look is in the log',
    access: { link: 'access', roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  listConsentAccesses: {
    ...routes.listConsentAccesses,
    summary: 'Who was let in, when, and when it ended; the latest first',
    access: { roles: ['dpo'] },
    query: page,
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  createConsentReading: {
    ...routes.createConsentReading,
    summary: 'A link to read a text beforehand; nothing behind it says who the reader is',
    access: { roles: carers, partial: true },
    body: CreateReadingRequest,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'consent-id-taken', ...writeProblems],
  },
  readConsentReading: {
    ...routes.readConsentReading,
    summary: 'The text to be read, and whether it has been; to look changes nothing',
    access: { link: 'reading', roles: carers, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found', 'reading-expired'],
  },
  finishConsentReading: {
    ...routes.finishConsentReading,
    summary: 'Say that the text was read, and whether the reader wants to talk to somebody',
    access: { link: 'reading' },
    body: FinishReadingRequest,
    rateLimit: 'link',
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'reading-expired',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  sendConsentCode: {
    ...routes.sendConsentCode,
    summary: 'Send six digits to a telephone; they count for ten minutes',
    access: { roles: carers, partial: true },
    body: SendCodeRequest,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'sms-unavailable',
      'too-many-codes',
      'consent-id-taken',
      ...writeProblems,
    ],
  },
  checkConsentCode: {
    ...routes.checkConsentCode,
    summary: 'Whether these are the digits that were sent, five tries; the right ones are the evidence of one proof',
    access: { roles: carers, partial: true },
    body: CheckCodeRequest,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found', 'code-expired', ...writeProblems],
  },
  readConsentTexts: {
    ...routes.readConsentTexts,
    summary: 'What people are told before they decide, in every language and form there is',
    access: { public: true },
    problems: ['not-found'],
  },
  importConsentTexts: {
    ...routes.importConsentTexts,
    summary: 'Put the texts in force; each version there was stays among them',
    access: { roles: ['structureAdmin'] },
    body: ConsentTextList,
    largestBody: 1024 * 1024,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
