import type { Subject } from '../core/subject.ts';
import { intakeWords } from './api-words.ts';
import { rebuildIntakes } from './rebuild.ts';
import { intakeRoutes } from './routes.ts';

/** Requests on behalf of people, and where each ends: a seat, the call-back list, or elsewhere. */
export const intake: Subject = {
  apiWords: intakeWords,
  routes: intakeRoutes,
  rebuild: rebuildIntakes,
};

export type { KeptAnswer } from './tables.ts';
