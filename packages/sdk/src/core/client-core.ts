import type { Call, Fetch } from './call.ts';
import type { Refusals } from './errors.ts';
import type { Live } from './live.ts';
import type { Session } from './session.ts';
import type { Vaults } from './vault.ts';
import type { Sleep } from './waiting.ts';

/** What a client gives the subjects that come as modules of their own. */
export interface ClientCore {
  /** Address of the structure at the backend, `…/api/v1/structures/{structure}`, as the host has named it. */
  readonly base: string;
  readonly call: Call;
  readonly fetchBytes: Fetch;
  readonly live: Live;
  /** Adds the classes of a subject's own refusals. */
  readonly learn: (refusals: Refusals) => void;
  readonly vaults: Vaults;
  readonly session: Session;
  /** The server's clock as far as it is known, milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: Sleep;
  /** A number from 0 to 1, 1 excluded, for the jitter of pauses. Never for keys. */
  readonly random: () => number;
  /** `false` when the device knows that it has no network. */
  readonly isOnline: () => boolean | undefined;
  /** Of the texts the server sends. */
  readonly language: 'fr' | 'en';
}
