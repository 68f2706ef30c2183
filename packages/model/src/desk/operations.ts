import { documentProblems, siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { DoctorAnswerRequest } from './doctor-first.ts';
import { deskReaders } from './readers.ts';
import { CallbackAction, CallbackRequest } from './requests.ts';
import { DeskSettings } from './settings.ts';
import * as routes from './routes.ts';

const names =
  '`none` for a screen that anybody may see: nobody’s name, number, address or note is sent; when absent all';

export const deskOperations = {
  listCallbacks: {
    ...routes.listCallbacks,
    summary: 'Who waits to be called back, in the order they are called',
    access: { roles: deskReaders },
    query: {
      status: '`open` for those who wait or are being called, `closed` for the 200 that ended last; when absent `open`',
      names,
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  readCallback: {
    ...routes.readCallback,
    summary: 'One call-back as it stands',
    access: { roles: deskReaders },
    query: { names },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found'],
  },
  requestCallback: {
    ...routes.requestCallback,
    summary: 'Put somebody on the call-back list; the same id again gives the entry as it stands',
    access: { roles: deskReaders },
    body: CallbackRequest,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'callback-known', 'queue-full', ...writeProblems],
  },
  actOnCallback: {
    ...routes.actOnCallback,
    summary: 'Take a call, say how it went, or undo',
    access: { roles: deskReaders },
    body: CallbackAction,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'callback-claimed',
      'callback-unclaimed',
      'callback-changed',
      'callback-closed',
      'clinician-needed',
      'doctor-question-over',
      ...writeProblems,
    ],
  },
  readDoctorQuestion: {
    ...routes.readDoctorQuestion,
    summary: 'What is asked of a treating doctor, by the link in the mail; looking at it answers nothing',
    access: { link: 'doctorQuestion' },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  answerDoctorQuestion: {
    ...routes.answerDoctorQuestion,
    summary: 'The treating doctor sees the patient, or cannot; the same answer again is the same answer',
    access: { link: 'doctorQuestion' },
    body: DoctorAnswerRequest,
    rateLimit: 'link',
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'doctor-question-over',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  readDeskSettings: {
    ...routes.readDeskSettings,
    summary: 'What the structure has decided about its desk, to be changed and put back',
    access: { roles: [...deskReaders, 'coordinator', 'structureAdmin'] },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importDeskSettings: {
    ...routes.importDeskSettings,
    summary: 'Decide about the desk: classes of call-back with their targets, and where people may be sent',
    access: { roles: ['coordinator', 'structureAdmin'] },
    body: DeskSettings,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
