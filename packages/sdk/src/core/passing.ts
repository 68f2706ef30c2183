import { OfflineError, SessionError, UnreachableError } from './errors.ts';
import type { Vaults } from './vault.ts';

/** Refusals that say nothing of the write itself: who writes signs in again, comes back later, or from a site that is allowed. */
export const PASSING_REFUSALS: readonly string[] = ['unauthenticated', 'rate-limited', 'site-not-allowed'];

/** Whether the server was not reached: a write that has met this is kept, and what it was about can go on without it. */
export function isAway(error: unknown): boolean {
  return (error instanceof OfflineError || error instanceof UnreachableError) && error.pending;
}

/**
 * Vaults for what is somebody's: nothing is kept for nobody. Once who wrote is signed out, the device's own vault would hold it, and never send it as
 * theirs.
 */
export function personal(vaults: Vaults): Vaults {
  return {
    ...vaults,
    async current(signal) {
      const vault = await vaults.current(signal);
      if (vault.owner === undefined) throw new SessionError('Nobody is signed in');
      return vault;
    },
  };
}
