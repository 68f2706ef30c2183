import type { Subject } from '../core/subject.ts';
import { visitWords } from './api-words.ts';
import { findVisitMatters } from './left-open.ts';
import { rebuildVisits } from './rebuild.ts';
import { visitRoutes } from './routes.ts';
import { visitSettingsDocument } from './settings-document.ts';
import { visitsTopic } from './visits-topic.ts';

/** Patients who are seen: what came with them, and what was written when they left. */
export const visit: Subject = {
  apiWords: visitWords,
  documents: [visitSettingsDocument],
  routes: visitRoutes,
  matters: findVisitMatters,
  topics: { visits: visitsTopic },
  rebuild: rebuildVisits,
};

export { requireMember, treats, writesOf } from './policy.ts';
export { presentVisits } from './present.ts';
export { findVisit } from './rows.ts';
export type { FoundVisit } from './rows.ts';
export { isCorrectedSince, stateOf } from './step.ts';
export { giveFeedback } from './visits.ts';
export { visitSettingsDocument } from './settings-document.ts';
