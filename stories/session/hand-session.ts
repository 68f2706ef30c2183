import type { Client, ClientSession, SessionState } from '@relais/sdk';

/** A session that is what it is told to be, for the screens that take a whole sign-in to reach. What it is asked to do is noted. */
export class HandSession implements ClientSession {
  readonly done: string[] = [];
  readonly #listeners = new Set<(state: SessionState) => void>();
  #state: SessionState;

  constructor(state: SessionState = { status: 'unknown' }) {
    this.#state = state;
  }

  get state(): SessionState {
    return this.#state;
  }

  become(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  refresh(): Promise<SessionState> {
    this.done.push('refresh');
    return Promise.resolve(this.#state);
  }

  signInUrl(returnTo = '/'): string {
    return `#sign-in${returnTo}`;
  }

  activityUrl(returnTo = '/'): string {
    return `#activity${returnTo}`;
  }

  signOut(): Promise<void> {
    this.done.push('signOut');
    this.become({ status: 'signedOut', reason: 'signOut', canSignIn: true });
    return Promise.resolve();
  }

  touch(): void {
    this.done.push('touch');
  }

  key(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

/** A client of which nothing but the session is used. */
export function clientOf(session: ClientSession | undefined): Client {
  return { session } as Partial<Client> as Client;
}

/** Somebody nobody is. */
export const NADIA: SessionState = {
  status: 'signedIn',
  person: { id: 'p1', givenName: 'Nadia', familyName: 'Kaci', roles: [{ role: 'secretary' }] },
  structure: { id: 'trois-vallees', name: 'CPTS des Trois Vallées (fictive)' },
  endsAt: '2026-11-23T18:00:00Z',
  isOffline: false,
};
