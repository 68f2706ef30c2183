import { PATIENT_ACTOR } from '../core/actors.ts';
import type { Subject } from '../core/subject.ts';
import { patientRequestWords } from './api-words.ts';
import { requestMail } from './letters.ts';
import { provesRequest, REQUEST_MAIL } from './patient-requests.ts';
import { patientRequestRoutes } from './routes.ts';

/** Requests to be called back that patients leave by themselves. They are entries of the call-back list, and have a link of their own. */
export const patientRequest: Subject = {
  apiWords: patientRequestWords,
  routes: patientRequestRoutes,
  links: (context) => ({
    patientRequest: { actor: PATIENT_ACTOR, proves: (...link) => provesRequest(context, ...link) },
  }),
  mails: { [REQUEST_MAIL]: requestMail },
};

export { requestMail } from './letters.ts';
