import type { DeclareAction } from '@relais/model';
import type { MembersOf } from '../core/openapi/api-words.ts';
import type { Subject } from '../core/subject.ts';
import { rebuildActions } from './rebuild.ts';
import { actionRoutes } from './routes.ts';

const members: MembersOf<{ DeclareAction: DeclareAction }> = {
  DeclareAction: {
    kind: 'What it was',
    mission: 'The mission of the ACI it belongs to',
    on: 'The day it took place',
    title: 'What it is called',
    sheet: 'The fiche action it belongs to; when absent none',
    reached: 'How many people it reached; when absent nobody knows',
    attendees: 'How many professionals took part; when absent nobody knows',
    evidence: 'Where its evidence is kept; when absent there is none',
    corrects: 'Id of the entry that this one puts right; when absent none',
  },
};

export { insertActions, listActions, listKnownActions, withdrawActions } from './actions.ts';
export { standingActions } from './standing.ts';

/** What nothing else records, as the coordinator declares it. */
export const actionLog: Subject = { apiWords: { members }, routes: actionRoutes, rebuild: rebuildActions };
