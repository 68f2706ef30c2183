import type { ProblemCatalogue } from '../core/problems.ts';

export const consentProblems = {
  'consent-proof-refused': { status: 422, title: 'This proof is not right: what is wrong with it is said' },
  'consent-id-taken': { status: 409, title: 'Another proof was kept under this id' },
  'consent-missing': { status: 409, title: 'The patient has not been asked, or has not agreed' },
  'sms-unavailable': { status: 503, title: 'No message can be sent to telephones now' },
  'reading-expired': { status: 410, title: 'This link to a text has expired: ask for another' },
  'code-expired': { status: 410, title: 'This code can no longer be used: send another' },
  'too-many-codes': { status: 429, title: 'Too many codes were sent to this telephone' },
} as const satisfies ProblemCatalogue;
