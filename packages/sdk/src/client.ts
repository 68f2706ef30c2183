import { coreRoutes } from '@relais/model';
import { createLedger } from './allocation/index.ts';
import type { Ledger } from './allocation/index.ts';
import { createBookings } from './booking/index.ts';
import type { Bookings } from './booking/index.ts';
import {
  canEncrypt,
  createCall,
  createFetch,
  createLive,
  createSession,
  createTransport,
  createVaults,
  idbStorage,
  memoryStorage,
  sleep as sleepByTimer,
  withFallback,
} from './core/index.ts';
import type { ClientCore, GetPerson, GetToken, Refusals, RelaisStorage, Sleep } from './core/index.ts';
import { refusals } from './errors.ts';
import { createAvailability, createEvents, createSlots } from './scheduling/index.ts';
import type { AvailabilityStore, Events, SlotQuery, Slots } from './scheduling/index.ts';
import type { ClientSession, CreateSession } from './session/index.ts';
import { createStructure } from './structure/index.ts';
import type { Structure } from './structure/index.ts';

export interface ClientOptions {
  /** Address of the backend, such as `https://agenda.example.fr`; empty for the page's own origin. */
  readonly api: string;
  /** Id of the structure, such as `cpts-des-tilleuls`. */
  readonly structure: string;
  /** Called with a `Request`; an in-process backend's `app.fetch` will do. */
  readonly fetch?: (request: Request) => Response | Promise<Response>;
  /** The device's clock, milliseconds since the epoch. */
  readonly now?: () => number;
  /** Where pending writes and booking links are kept; in memory wherever IndexedDB or WebCrypto is missing or blocked. */
  readonly storage?: 'idb' | 'memory' | RelaisStorage;
  readonly getToken?: GetToken;
  /**
   * Says who is signed in, when the token does not: drafts and unsent writes are kept for that person alone. A JSON Web Token says it
   * itself, by its `iss` and `sub`; with any other token, or a session cookie, this is needed.
   */
  readonly getPerson?: GetPerson;
  /** `withSession()` of `@relais/sdk/session`, for clients that are to say who is signed in. Pages that need none load none of it. */
  readonly session?: CreateSession;
  /** Of the texts the server sends, e-mail included; French when absent. */
  readonly language?: 'fr' | 'en';
  /** Waits; to be replaced in tests together with `now`. */
  readonly sleep?: Sleep;
  /** A number from 0 to 1, 1 excluded, for the jitter of pauses. Never for keys. */
  readonly random?: () => number;
  /** `false` when the device knows that it has no network; `navigator.onLine` when absent. */
  readonly isOnline?: () => boolean | undefined;
}

/** One structure of one backend. Everything a host can do without our elements. */
export interface Client {
  readonly structure: Structure;
  readonly slots: Slots;
  readonly bookings: Bookings;
  readonly events: Events;
  readonly ledger: Ledger;
  /** What the modules of other subjects (`@relais/sdk/desk`) are made of: a page loads those it uses, and no other. */
  readonly core: ClientCore;
  /** Who is signed in, and how they sign in and out; for clients made with one. */
  readonly session: ClientSession | undefined;
  /** A store of what is free, kept true by live changes. */
  availability(query?: SlotQuery): AvailabilityStore;
  /** The server's clock as far as it is known, for countdowns: a device's own may be minutes off. */
  now(): number;
  /**
   * Who is signed in, as `getPerson` or the token says; undefined when nobody is.
   *
   * @throws {SessionError} when somebody is and nothing says who
   */
  person(): Promise<string | undefined>;
  /**
   * Erases what this device keeps of the structure for whoever is signed in, and what nobody signed in has left: pending writes, holds,
   * booking links. For sign-out, before the host's own, and for shared devices. What is kept for others stays, closed to everybody else.
   * The answer of a write under way is not kept either.
   *
   * @throws {SessionError} when the host fails to say who is signed in: what is theirs has not been erased
   */
  forget(): Promise<void>;
}

/** Below that, a difference of clocks cannot be told from the time the answer took. */
const NOTICEABLE_MILLISECONDS = 5000;

export function createClient(options: ClientOptions): Client {
  const { api, structure, storage = 'idb', getToken, getPerson, language = 'fr', session: createOwn } = options;
  const { fetch = globalThis.fetch, now = Date.now, sleep = sleepByTimer, random = Math.random } = options;
  const { isOnline = () => (globalThis.navigator as Navigator | undefined)?.onLine } = options;
  const page = () => (globalThis.location as Location | undefined)?.href;
  const base = `${api.replace(/\/+$/, '')}/api/v1/structures/${encodeURIComponent(structure)}`;

  /** The server's clock less the device's. */
  let ahead = 0;
  const serverNow = () => now() + ahead;
  const learnTime = (time: number) => {
    const difference = time - now();
    ahead = Math.abs(difference) > NOTICEABLE_MILLISECONDS ? difference : 0;
  };

  /** Grows with the subjects that come later. */
  const known = { ...refusals };
  // Without a token it is a session of the backend's own.
  const byCookie = createOwn !== undefined && !getToken;
  const session = byCookie
    ? createSession({ getPerson: async () => own?.person(), getKey: async (person) => own?.key(person) }, sleep, {
        isOver: () => own?.isOver(),
      })
    : createSession({ getToken, getPerson }, sleep);
  const transport = createTransport({ base, refusals: known, fetch, now, sleep, random, isOnline, session, page });
  const call = createCall(transport);
  const place = openStorage(storage);
  const vaults = createVaults({ storage: place, scope: base, now, session });
  const own = createOwn?.({
    ...{ call, vaults, storage: place, fetch, now, sleep, api, base, structure, language },
    ...{ byCookie, page },
  });
  const slots = createSlots(call, learnTime);
  const live = createLive({ transport, route: coreRoutes.streamEvents, sleep, random });
  const events = createEvents(live);
  const learn = (more: Refusals) => void Object.assign(known, more);

  return {
    structure: createStructure(call, language),
    slots,
    bookings: createBookings({ call, vaults, now, toDeviceTime: (time) => time - ahead, language }),
    events,
    ledger: createLedger(call, language),
    core: {
      base,
      call,
      fetchBytes: createFetch(transport),
      live,
      learn,
      vaults,
      session,
      now: serverNow,
      sleep,
      random,
      isOnline,
      language,
    },
    session: own,
    availability: (query) => createAvailability({ slots, events, query, now: serverNow, sleep, random }),
    now: serverNow,
    person: () => session.person(),
    forget: () => vaults.clear(),
  };
}

function openStorage(storage: 'idb' | 'memory' | RelaisStorage): RelaisStorage {
  if (storage === 'memory' || !canEncrypt()) return memoryStorage();
  if (storage !== 'idb') return withFallback(storage);
  return 'indexedDB' in globalThis ? withFallback(idbStorage()) : memoryStorage();
}
