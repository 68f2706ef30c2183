import type { Route } from '@relais/model';
import type { ClientCore } from './client-core.ts';
import { OfflineError, RefusedError, SessionError, UnreachableError } from './errors.ts';
import type { RelaisError } from './errors.ts';
import { personal } from './passing.ts';
import type { Vault, Vaults } from './vault.ts';

/** How long whoever works waits for an answer, and how long until something comes through again once none has come in that time. */
const PATIENCE_MILLISECONDS = 2500;
const SILENT_MILLISECONDS = 400;
/** How long the host may take to say who is signed in before it is found out whether there is a network to ask by. */
const HOST_MILLISECONDS = 300;

/** What anybody may read of a structure; what it says is not needed. */
const PROBE = {
  name: 'describeStructure',
  method: 'GET',
  path: '',
  answer: { status: 200, type: 'application/json' },
} as const satisfies Route;

/** How long it is waited, milliseconds; `silent` is for a link that nothing comes through. */
interface Waiting {
  readonly patience?: number;
  readonly silent?: number;
  readonly signal?: AbortSignal | undefined;
}

const known = new WeakMap<ClientCore, Link>();

/** One for each client: what one subject has heard of its link is known to the others. */
export function linkOf(core: ClientCore): Link {
  const link = known.get(core) ?? new Link(core);
  known.set(core, link);
  return link;
}

/**
 * Owns: what a client last knew of its link. A device may say that it has a network through which nothing comes: a Wi-Fi that leads nowhere, a portal
 * that wants a room number, a server that hangs. One short wait finds out; then nobody waits for more than a moment until something comes through.
 */
export class Link {
  /** Those of whoever is signed in; where the host cannot say who that is for want of a network, of whoever it was last. */
  readonly vaults: Vaults;
  readonly #core: ClientCore;
  #isSilent = false;
  #last: Vault | undefined;

  constructor(core: ClientCore) {
    this.#core = core;
    const own = personal(core.vaults);
    this.vaults = {
      ...own,
      current: (signal) => this.#whose(own.current(signal)),
      known: () => this.#whose(own.known()),
    };
  }

  /**
   * Waits for what `work` comes to, for as long as people wait. Its signal aborts once nobody does any more, the caller included; it may go on all the
   * same, and what it comes to then is its own to tell.
   *
   * @throws {UnreachableError} which says that it may still come through
   */
  async soon<T>(
    work: (late: AbortSignal) => Promise<T>,
    { patience = PATIENCE_MILLISECONDS, silent = SILENT_MILLISECONDS, signal }: Waiting = {},
  ): Promise<T> {
    const late = new AbortController();
    const ended = new AbortController();
    const leave = () => late.abort(signal?.reason);
    signal?.addEventListener('abort', leave, { once: true });
    const wait = this.#core.sleep(this.#isSilent ? silent : patience, ended.signal).then(() => {
      this.#isSilent = true;
      const error = pendingOf(new UnreachableError('No answer for as long as somebody waits'));
      late.abort(error);
      throw error;
    });
    return Promise.race([work(late.signal), wait]).finally(() => {
      signal?.removeEventListener('abort', leave);
      ended.abort();
    });
  }

  /** Learns from what is answered, or not, and tells that the host could not say who is signed in from that there is no network to say it by. */
  async hear<T>(answer: Promise<T>): Promise<T> {
    try {
      const value = await answer;
      this.#isSilent = false;
      return value;
    } catch (error) {
      if (error instanceof RefusedError) this.#isSilent = false;
      if (error instanceof UnreachableError) this.#isSilent = true;
      if (isHostsFailure(error) && (await this.#isCutOff())) throw pendingOf(this.#away(error));
      throw error;
    }
  }

  async #whose<V extends Vault | undefined>(asked: Promise<V>): Promise<V> {
    const last = this.#last?.isClosed ? undefined : (this.#last as V);
    try {
      const vault = await (last ? this.#saidSoon(asked) : asked);
      this.#last = vault?.owner === undefined ? undefined : vault;
      return vault;
    } catch (error) {
      if (last && isHostsFailure(error) && (await this.#isCutOff())) return last;
      throw error;
    }
  }

  /** A host that is slow with a network is waited for: somebody may be typing a password. */
  async #saidSoon<V>(asked: Promise<V>): Promise<V> {
    const ended = new AbortController();
    const wait = this.#core.sleep(HOST_MILLISECONDS, ended.signal).then(() => undefined);
    const answered = await Promise.race([asked.then((value) => ({ value })), wait]).finally(() => ended.abort());
    if (answered) return answered.value;
    if (await this.#isCutOff()) throw new SessionError('The host was waited for', { cause: 'no network' });
    return asked;
  }

  /** Asks for what anybody may read, in nobody's name. */
  async #isCutOff(): Promise<boolean> {
    if (this.#core.isOnline() === false) return true;
    try {
      await this.soon((late) => this.hear(this.#core.call(PROBE, { as: {} }, late)));
    } catch (error) {
      return error instanceof UnreachableError || error instanceof OfflineError;
    }
    return false;
  }

  #away(cause: unknown): RelaisError {
    return this.#core.isOnline() === false
      ? new OfflineError(cause)
      : new UnreachableError('Nothing answers, and the host could not say who is signed in', { cause });
  }
}

/** It is kept: what it was about may go on. */
function pendingOf<E extends RelaisError>(error: E): E {
  error.pending = true;
  return error;
}

/** Whether it was the host that could not say who is signed in, and not that it said another than who wrote. */
function isHostsFailure(error: unknown): boolean {
  return error instanceof SessionError && error.cause !== undefined;
}
