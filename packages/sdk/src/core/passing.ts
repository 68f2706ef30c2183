import { OfflineError, UnreachableError } from './errors.ts';

/** Refusals that say nothing of the write itself: who writes signs in again, comes back later, or from a site that is allowed. */
export const PASSING_REFUSALS: readonly string[] = ['unauthenticated', 'rate-limited', 'site-not-allowed'];

/** Whether the server was not reached: a write that has met this is kept, and what it was about can go on without it. */
export function isAway(error: unknown): boolean {
  return (error instanceof OfflineError || error instanceof UnreachableError) && error.pending;
}
