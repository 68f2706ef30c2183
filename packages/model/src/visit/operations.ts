import { documentProblems, languageParameter, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import { visitOverseers, visitReaders } from './readers.ts';
import { AddVisit, VisitAction } from './requests.ts';
import * as routes from './routes.ts';
import { VisitSettings } from './settings.ts';

export const visitOperations = {
  listVisits: {
    ...routes.listVisits,
    summary: 'Patients of a day, with what came with them and how each visit stands; or visits that were left open',
    access: { roles: visitReaders, partial: true },
    query: {
      date: 'Service date, `YYYY-MM-DD`; when absent today',
      which:
        '`day` for those of the date, `open` for those of the last 31 days that nobody has closed; when absent `day`',
      language: languageParameter,
    },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  addVisit: {
    ...routes.addVisit,
    summary: 'Somebody has come without an appointment; the same id again gives the visit as it stands',
    access: { roles: visitReaders, partial: true },
    body: AddVisit,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'visit-known', ...writeProblems],
  },
  actOnVisit: {
    ...routes.actOnVisit,
    summary: 'Say who has come, when a visit begins and ends, what it was about; close, correct or undo',
    access: { roles: visitReaders, partial: true },
    body: VisitAction,
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'visit-changed',
      'visit-not-begun',
      ...writeProblems,
    ],
  },
  listOpenVisits: {
    ...routes.listOpenVisits,
    summary: 'Visits of the last 31 days that nobody has closed, without anything of the patients',
    access: { roles: visitOverseers },
    problems: ['unauthenticated', 'forbidden'],
  },
  readVisitSettings: {
    ...routes.readVisitSettings,
    summary: 'What the structure has decided about its visits, to be changed and put back',
    access: { roles: [...visitReaders, ...visitOverseers], partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importVisitSettings: {
    ...routes.importVisitSettings,
    summary: 'Decide about visits: final reasons, where patients may be sent on to, when a visit counts as left open',
    access: { roles: visitOverseers },
    body: VisitSettings,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
