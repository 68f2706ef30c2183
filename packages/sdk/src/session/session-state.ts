import type { SessionInfo, SessionPerson } from '@relais/model';
import type { RelaisError } from '../core/index.ts';

/**
 * Why nobody is signed in: nobody was (`none`); she signed out; nothing was done for too long (`idle`); the session was over, ended by the server or
 * the issuer (`ended`); or somebody else has signed in, in another tab (`changed`).
 */
export type SignedOutReason = 'none' | 'signOut' | 'idle' | 'ended' | 'changed';

/** Who is there. `unknown` until it has been asked; `failed` is no answer, and not the same as nobody. */
export type SessionState =
  | { readonly status: 'unknown' }
  | SignedInState
  | {
      readonly status: 'signedOut';
      readonly reason: SignedOutReason;
      readonly structure?: SessionInfo['structure'] | undefined;
      /** Whether a page of this origin can lead to signing in at the backend. */
      readonly canSignIn: boolean;
      /** The server could not be told that she has signed out: it is told at the next occasion. */
      readonly isUntold?: boolean;
    }
  | { readonly status: 'failed'; readonly error: RelaisError };

export interface SignedInState {
  readonly status: 'signedIn';
  readonly person: SessionPerson;
  readonly structure: SessionInfo['structure'];
  /** When the session ends whatever is done; absent with a host's token. */
  readonly endsAt?: string | undefined;
  /** The server has not answered: this is what was known last. */
  readonly isOffline: boolean;
}
