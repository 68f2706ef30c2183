import { sessionRoutes } from '@relais/model';
import type { SessionInfo } from '@relais/model';
import {
  OfflineError,
  RelaisError,
  SessionError,
  UnauthenticatedError,
  UnreachableError,
  within,
  DRAFTS,
  WRITES,
} from '../core/index.ts';
import type { Call, RelaisStorage, Sleep, Vaults } from '../core/index.ts';
import { importKey, SessionRecords } from './device-session.ts';
import type { DeviceSession } from './device-session.ts';
import type { SessionState, SignedInState, SignedOutReason } from './session-state.ts';

/** Who is signed in to the structure, and how that begins and ends. */
export interface ClientSession {
  /** As far as it is known now; `refresh` asks. */
  readonly state: SessionState;
  /** Hears of every change, until the function it gives is called. Asks who is there when nobody has yet. */
  subscribe(listener: (state: SessionState) => void): () => void;
  /** Asks the server who is there. */
  refresh(): Promise<SessionState>;
  /** Where a page leads to sign in, and comes back from; the page's own address when absent. For clients with `signIn`. */
  signInUrl(returnTo?: string): string;
  /** Where she chooses which activity to act under. */
  activityUrl(returnTo?: string): string;
  /**
   * Erases what was sent from this device and locks what was not: only her next sign-in opens it. Then ends the session at the server and leads to
   * the issuer's own sign-out. Without a network the device is cleared all the same, and the server told at the next occasion.
   * With a host's token: erases as `forget` does; the host ends its own session.
   */
  signOut(returnTo?: string): Promise<void>;
  /** She has done something: call it when keys or pointers are used, as often as they are. */
  touch(): void;
  /** The key of what is kept for whoever is signed in at the backend, as `getKey` of drafts wants it; rejects once she is not. */
  key(person: string): Promise<CryptoKey | undefined>;
}

/** What the client's other parts need of it. */
export interface OwnSession extends ClientSession {
  person(): Promise<string | undefined>;
  isOver(): void;
}

export interface ClientSessionSettings {
  readonly call: Call;
  readonly vaults: Vaults;
  readonly storage: RelaisStorage;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Address of the backend, of the structure there, and the structure's id. */
  readonly api: string;
  readonly base: string;
  readonly structure: string;
  readonly language: 'fr' | 'en';
  /** Whether it is the backend's own session, which a cookie stands for. */
  readonly byCookie: boolean;
  /** Address of the page. */
  readonly page: () => string | undefined;
}

export interface SessionOptions {
  /** Leads the page to another address; `location.assign` when absent. */
  readonly navigate?: (address: string) => void;
}

/** Makes a client's session of the client's own parts. */
export type CreateSession = (settings: ClientSessionSettings) => OwnSession;

const assign = (address: string): void => globalThis.location.assign(address);

type Message =
  | { readonly type: 'changed' }
  | { readonly type: 'left'; readonly reason: SignedOutReason }
  | { readonly type: 'seen'; readonly at: number };

/** How often it is noted that she does something: often enough for another tab, seldom enough for the disk. */
const NOTE_MILLISECONDS = 20_000;
const ANSWER_MILLISECONDS = 10_000;
/** How long a page waits for who is there before it goes on with whom this device knows: a dead link holds its requests for half a minute. */
const PATIENCE_MILLISECONDS = 4_000;
/** Where the server says no limit of its own: a host's token. */
const USUAL_DAY = 24 * 3_600_000;

/**
 * For `createClient({ session: withSession() })`: the client says who is signed in. Without `getToken` people sign in at the backend itself, from
 * pages of its own origin: a cookie stands for the session, which goes to that origin and nowhere else.
 */
export function withSession({ navigate = assign }: SessionOptions = {}): CreateSession {
  return (settings) => new DeskSession(settings, navigate);
}

class DeskSession implements OwnSession {
  readonly #settings: ClientSessionSettings;
  readonly #navigate: (address: string) => void;
  readonly #records: SessionRecords;
  readonly #listeners = new Set<(state: SessionState) => void>();
  readonly #channel: BroadcastChannel | undefined;
  #state: SessionState = { status: 'unknown' };
  #device: Omit<DeviceSession, 'key'> | undefined;
  /** Counts how often somebody has left: what was asked for before is no answer any more. */
  #turn = 0;
  #asking: Promise<SessionState> | undefined;
  #watch: AbortController | undefined;
  #askedAt = 0;
  #notedAt = 0;

  constructor(settings: ClientSessionSettings, navigate: (address: string) => void) {
    const { storage, vaults, base, byCookie } = settings;
    this.#settings = settings;
    this.#navigate = navigate;
    this.#records = new SessionRecords(storage, vaults, base);
    this.#channel =
      byCookie && 'BroadcastChannel' in globalThis ? new BroadcastChannel(`relais-session ${base}`) : undefined;
    this.#channel?.addEventListener('message', ({ data }) => void this.#hear(data as Message));
    // A program must not stay for a channel alone.
    (this.#channel as { unref?: () => void } | undefined)?.unref?.();
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    if (this.#state.status === 'unknown') void this.refresh();
    return () => this.#listeners.delete(listener);
  }

  refresh(): Promise<SessionState> {
    const asked = (this.#asking ??= this.#ask().finally(() => {
      if (this.#asking === asked) this.#asking = undefined;
    }));
    return this.#orGoOn(asked);
  }

  /** Whose the requests of this page are. */
  async person(): Promise<string | undefined> {
    const state = this.#state.status === 'unknown' ? await this.refresh() : this.#state;
    if (state.status === 'failed') throw new SessionError('Nobody could say who is signed in', { cause: state.error });
    return state.status === 'signedIn' ? state.person.id : undefined;
  }

  key(person: string): Promise<CryptoKey | undefined> {
    if (this.#device?.person === person) return Promise.resolve(this.#device.secret);
    return Promise.reject(new SessionError('What is kept for her is locked: she is not signed in'));
  }

  /** A request of hers was answered as nobody's. */
  isOver(): void {
    void this.refresh();
  }

  signInUrl(returnTo?: string): string {
    const { structure, language } = this.#settings;
    // Whoever left the desk is asked anew who she is: the issuer would still know the one who was there.
    const again = this.#state.status === 'signedOut' && this.#state.reason === 'idle';
    return this.#door('sign-in', { structure, language, ...(again ? { other: '1' } : {}) }, returnTo);
  }

  activityUrl(returnTo?: string): string {
    return this.#door('activity', { language: this.#settings.language }, returnTo);
  }

  async signOut(returnTo?: string): Promise<void> {
    const { vaults, byCookie } = this.#settings;
    if (!byCookie) {
      await vaults.clear();
      this.#become({ status: 'signedOut', reason: 'signOut', canSignIn: false });
      return;
    }
    // A page just opened knows of nobody yet, and her records may be there.
    if (this.#state.status === 'unknown') await this.refresh();
    const location = await this.#leaveBySelf('signOut', returnTo);
    if (location !== undefined) this.#navigate(location);
  }

  touch(): void {
    const device = this.#device;
    if (!device || this.#state.status !== 'signedIn') return;
    const now = this.#settings.now();
    // Whoever comes back to a machine that slept must not find it open.
    if (now >= this.#deadline(device)) {
      void this.#leaveBySelf('idle');
      return;
    }
    this.#device = { ...device, seenAt: now };
    if (now - this.#notedAt >= NOTE_MILLISECONDS) this.#note();
    if (now - this.#askedAt > device.idle / 3) void this.refresh();
  }

  /** The answer; or, where it is long in coming and this device knows who was here, her as she was. The answer is taken whenever it comes. */
  async #orGoOn(answer: Promise<SessionState>): Promise<SessionState> {
    const turn = this.#turn;
    if (!(await this.#known())) return answer;
    return within(PATIENCE_MILLISECONDS, this.#settings.sleep, undefined, () => answer).catch((error: unknown) => {
      if ((error as Error).name !== 'TimeoutError') throw error;
      return this.#goOn(new UnreachableError('No answer yet', { cause: error }), turn);
    });
  }

  async #ask(): Promise<SessionState> {
    const { call, byCookie, now } = this.#settings;
    const turn = this.#turn;
    try {
      if (byCookie && !(await this.#catchUp())) return this.#state;
      const info = await call(sessionRoutes.readSession, byCookie ? { as: {} } : {});
      this.#askedAt = now();
      return turn === this.#turn ? await this.#take(info) : this.#state;
    } catch (error) {
      if (!(error instanceof RelaisError)) throw error;
      if (error instanceof UnreachableError || error instanceof OfflineError) return this.#goOn(error, turn);
      if (!(error instanceof UnauthenticatedError)) return this.#become({ status: 'failed', error });
      return this.#become({ status: 'signedOut', reason: 'ended', canSignIn: false });
    }
  }

  async #take(info: SessionInfo): Promise<SessionState> {
    const { person, structure, endsAt, signIn } = info;
    const before = await this.#known();
    if (before && before.person !== person?.id) await this.#leave(person ? 'changed' : 'ended', before.person);
    if (!person) {
      const reason = this.#state.status === 'signedOut' ? this.#state.reason : before ? 'ended' : 'none';
      return this.#become({ status: 'signedOut', reason, structure, canSignIn: signIn && this.#settings.byCookie });
    }
    const isHers = before?.person === person.id;
    if (this.#settings.byCookie && !(await this.#keep(info, person.id, isHers ? before : undefined)))
      return this.#state;
    return this.#become({ status: 'signedIn', person, structure, endsAt, isOffline: false });
  }

  /** What could not be told the last time. @returns whether there is nothing left to tell */
  async #catchUp(): Promise<boolean> {
    const ending = await this.#records.readUntold(this.#settings.now());
    if (ending === undefined || (await this.#tellServer(ending)) !== undefined) return true;
    this.#become({ status: 'signedOut', reason: 'signOut', canSignIn: true, isUntold: true });
    return false;
  }

  /** Her session as this device keeps it, with the key that opens what she left. @returns whether she is still there */
  async #keep(info: SessionInfo, person: string, before: Omit<DeviceSession, 'key'> | undefined): Promise<boolean> {
    const { call, now } = this.#settings;
    const isNew = before === undefined;
    const turn = this.#turn;
    const secret =
      before?.secret ?? (await importKey((await call(sessionRoutes.readSessionKey, { as: { person } })).key));
    if (turn !== this.#turn) return false;
    const { expiresAt, ending } = endOf(info, now());
    const idle = (info.idleSeconds ?? USUAL_DAY / 1000) * 1000;
    // What she did last was done in some tab, or is this: she has opened the page.
    const seenAt = this.#device?.seenAt ?? now();
    this.#device = { person, secret, expiresAt, ending, idle, seenAt };
    await this.#records.write(this.#device);
    await this.#records.writeInfo(info, expiresAt);
    this.#watchIdle();
    if (isNew) this.#tell({ type: 'changed' });
    return true;
  }

  /** Who was here, as far as this page or its device knows. */
  async #known(): Promise<Omit<DeviceSession, 'key'> | undefined> {
    const { byCookie, now } = this.#settings;
    return this.#device ?? (byCookie ? await this.#records.read(now()) : undefined);
  }

  /** The server does not answer. Who was here goes on for as long as she might have without asking, unless she has left since `turn`. */
  async #goOn(error: RelaisError, turn: number): Promise<SessionState> {
    const { now } = this.#settings;
    const state = this.#state;
    const device = await this.#known();
    if (turn !== this.#turn) return this.#state;
    if (!device) return this.#become(state.status === 'signedOut' ? state : { status: 'failed', error });
    this.#device = device;
    if (now() >= this.#deadline(device)) {
      await this.#leaveBySelf('idle');
      return this.#state;
    }
    const info = await this.#records.readInfo(device.person);
    if (turn !== this.#turn) return this.#state;
    if (!info?.person) return this.#become({ status: 'failed', error });
    this.#watchIdle();
    const { person, structure, endsAt } = info;
    return this.#become({ status: 'signedIn', person, structure, endsAt, isOffline: true });
  }

  #deadline({ seenAt, idle, expiresAt }: Omit<DeviceSession, 'key'>): number {
    return Math.min(seenAt + idle, expiresAt);
  }

  #watchIdle(): void {
    if (this.#watch) return;
    const controller = (this.#watch = new AbortController());
    void this.#waitForIdle(controller.signal).catch(() => undefined);
  }

  async #waitForIdle(signal: AbortSignal): Promise<void> {
    const { now, sleep } = this.#settings;
    while (this.#device) {
      const rest = this.#deadline(this.#device) - now();
      if (rest <= 0) {
        await this.#leaveBySelf('idle');
        return;
      }
      await sleep(rest, signal);
    }
  }

  /** In this tab, which tells the others and the server. @returns where to go on */
  async #leaveBySelf(reason: 'signOut' | 'idle', returnTo?: string): Promise<string | undefined> {
    const { ending, expiresAt } = this.#device ?? {};
    if (ending !== undefined && expiresAt !== undefined) await this.#records.setUntold({ ending, expiresAt });
    await this.#leave(reason);
    this.#tell({ type: 'left', reason });
    return this.#tellServer(ending, returnTo);
  }

  /** Erases what was sent, and locks the rest: its key goes. First on the device, whatever the network does. */
  async #leave(reason: SignedOutReason, person = this.#device?.person): Promise<void> {
    const { vaults } = this.#settings;
    this.#turn += 1;
    this.#watch?.abort();
    // What is still asked is no answer any more: whoever asks now asks anew.
    this.#watch = this.#device = this.#asking = undefined;
    const { structure } = this.#state as Partial<SignedInState>;
    this.#become({ status: 'signedOut', reason, structure, canSignIn: true });
    if (person !== undefined) await vaults.lock(person, [WRITES, DRAFTS]);
    await this.#records.erase();
  }

  /** @returns where to go on; undefined when the server could not be told, which is done at the next occasion. */
  async #tellServer(ending: number | undefined, returnTo?: string): Promise<string | undefined> {
    const { fetch, sleep, language } = this.#settings;
    try {
      // That session and no other: somebody may have signed in since.
      const which = ending === undefined ? {} : { ending: String(ending) };
      const address = this.#door('sign-out', { language, ...which }, returnTo);
      const request = new Request(address, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { Accept: 'application/json' },
      });
      const location = await within(ANSWER_MILLISECONDS, sleep, undefined, async (signal) => {
        const response = await fetch(new Request(request, { signal }));
        if (!response.ok) throw new UnreachableError(`The server answered ${response.status}`);
        return ((await response.json()) as { location: string }).location;
      });
      await this.#records.setUntold(undefined);
      return location;
    } catch {
      if (this.#state.status === 'signedOut') this.#become({ ...this.#state, isUntold: true });
      return undefined;
    }
  }

  async #hear(message: Message): Promise<void> {
    if (message.type === 'changed') await this.refresh();
    else if (message.type === 'left') await this.#leave(message.reason);
    else if (this.#device) this.#device = { ...this.#device, seenAt: Math.max(this.#device.seenAt, message.at) };
  }

  #tell(message: Message): void {
    this.#channel?.postMessage(message);
  }

  #note(): void {
    const device = this.#device!;
    this.#notedAt = device.seenAt;
    this.#tell({ type: 'seen', at: device.seenAt });
    void this.#records.write(device).catch(() => undefined);
  }

  #door(name: string, query: Readonly<Record<string, string>>, returnTo?: string): string {
    const { api, page } = this.#settings;
    const here = page();
    const target = returnTo ?? (here === undefined ? '/' : pathOf(here));
    return `${api.replace(/\/+$/, '')}/auth/${name}?${new URLSearchParams({ ...query, return: target }).toString()}`;
  }

  #become(state: SessionState): SessionState {
    const isSame = JSON.stringify(state) === JSON.stringify(this.#state);
    this.#state = state;
    if (!isSame) for (const listener of this.#listeners) listener(state);
    return state;
  }
}

function pathOf(address: string): string {
  const { pathname, search, hash } = new URL(address);
  return pathname + search + hash;
}

/** When a session ends whatever is done: by the server’s clock, and by the device’s, which may be days off. */
function endOf({ endsAt, endsInSeconds }: SessionInfo, now: number): Pick<DeviceSession, 'ending' | 'expiresAt'> {
  const ending = endsAt === undefined ? now + USUAL_DAY : Date.parse(endsAt);
  return { ending, expiresAt: endsInSeconds === undefined ? ending : now + endsInSeconds * 1000 };
}
