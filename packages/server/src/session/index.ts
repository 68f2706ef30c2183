import type { Subject } from '../core/subject.ts';
import { sessionWords } from './api-words.ts';
import { sessionRoutes } from './routes.ts';
import { sweepSessions } from './sessions.ts';

const SWEEP_MS = 30_000;

/** Who is signed in at the backend's own pages. How they sign in stands in `sign-in/`, which a backend in a page does without. */
export const session: Subject = {
  apiWords: sessionWords,
  routes: sessionRoutes,
  narrowing: ['session.ended'],
  // Somebody who has signed out since the backup stays signed out.
  fleeting: ['session', 'sign_in'],
  chores: [{ every: SWEEP_MS, run: sweepSessions }],
};
