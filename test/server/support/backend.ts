import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Hold, NewBooking, Person, Slot, SlotKey, SlotList, Territory } from '@relais/model';
import { createApp } from '../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../packages/server/src/app.ts';
import { signDevelopmentToken } from '../../../packages/server/src/core/auth/development-token.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { readEvent } from '../../../packages/server/src/core/log/event.ts';
import type { SmsPort } from '../../../packages/server/src/core/sms/sms.ts';
import type { AppDeps } from '../../../packages/server/src/core/http/deps.ts';
import type { ServiceContext } from '../../../packages/server/src/core/context.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import type { ContextOptions } from '../../../packages/server/src/create-context.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import type { EmptyDatabase, Engine } from './engines.ts';
import { createChecklist, createSettings, createTerritory, MONDAY_8H, STRUCTURE } from './territory.ts';

export const SECRET = 'a secret of thirty-two characters, or more';

/** A clock that moves when told to, or one that runs. */
export interface TestClock {
  now: number;
}

/** What a route answers, or a problem: tests look at the status first. */
export type OrProblem<T> = T & { readonly code: string; readonly [member: string]: unknown };

export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface TestBackend {
  readonly store: Store;
  readonly context: ServiceContext;
  readonly app: RelaisApp;
  readonly clock: TestClock;
  /** A request below the structure's path; writes get a key of their own unless the headers bring one. */
  call<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** Holds a seat for a client of its own. */
  hold(
    target: SlotKey | { from: string; to: string },
    headers?: Record<string, string>,
  ): Promise<Answer<OrProblem<Hold>>>;
  /** Confirms a held seat for somebody nobody else is. */
  book(
    token: string,
    changes?: Partial<Person>,
    headers?: Record<string, string>,
  ): Promise<Answer<OrProblem<NewBooking>>>;
  list(query?: string): Promise<Slot[]>;
  /** What is left of one slot as everybody sees it; 0 when it is not listed. */
  left(slot: SlotKey): Promise<number>;
  /** Replaces the territory as a coordinator does. */
  change(territory: Partial<Territory>): Promise<void>;
  /** Another connection to its database, to read only. */
  openReader(): Store;
  token(role: Parameters<typeof signDevelopmentToken>[1]['role'], structure?: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestBackendOptions {
  readonly territory?: Partial<Territory>;
  readonly deps?: Partial<AppDeps>;
  readonly sendsMail?: boolean;
  /** Where messages to telephones leave. */
  readonly sms?: SmsPort;
  /** What it has of the world beside its database. */
  readonly surroundings?: Partial<Pick<ContextOptions, 'secureMail' | 'stationery' | 'outgoing' | 'publicUrl'>>;
  /** The same database for two backends. */
  readonly database?: EmptyDatabase;
  readonly clock?: TestClock;
}

/** A backend on a database of its own with the structure of `territory.ts`, asked through its `fetch` without a port. */
export async function openBackend(engine: Engine, options: TestBackendOptions = {}): Promise<TestBackend> {
  const database = options.database ?? (await engine.createDatabase());
  const store = database.open();
  await store.migrate();
  const clock = options.clock ?? { now: MONDAY_8H };
  const now = () => clock.now;
  const { sendsMail = false, sms, surroundings } = options;
  const context = createContext({ store, secret: SECRET, clock: now, sendsMail, ...(sms && { sms }), ...surroundings });
  for (const document of [createSettings(), createTerritory(options.territory), createChecklist()]) {
    await importDocument(context, document, 'test', STRUCTURE);
  }
  const verifier = createVerifier({ issuers: [], secret: SECRET, now });
  const app = createApp({ context, verifier, ...options.deps });
  return {
    store,
    context,
    app,
    clock,
    ...createCalls(app, context),
    openReader: () => database.openReader(),
    token: (role, structure = STRUCTURE) => signDevelopmentToken(SECRET, { role, structure, now: clock.now }),
    close: async () => {
      app.close();
      await store.close();
      if (!options.database) await database.remove();
    },
  };
}

function createCalls(app: RelaisApp, context: ServiceContext) {
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => send(app, `/api/v1/structures/${STRUCTURE}${path}`, method, body, headers);
  const list = async (query = '') => (await call<SlotList>('GET', `/slots${query}`)).body.slots;
  return {
    call,
    list,
    left: async ({ practiceId, start }: SlotKey) =>
      (await list()).find((slot) => slot.practiceId === practiceId && slot.start === start)?.remaining ?? 0,
    hold: (target: SlotKey | { from: string; to: string }, headers: Record<string, string> = {}) => {
      const body =
        'from' in target ? { window: target } : { slot: { practiceId: target.practiceId, start: target.start } };
      return call<OrProblem<Hold>>('POST', '/holds', body, { 'relais-client': randomUUID(), ...headers });
    },
    book: (token: string, changes: Partial<Person> = {}, headers: Record<string, string> = {}) =>
      call<OrProblem<NewBooking>>('POST', '/bookings', createBookingRequest(token, changes), headers),
    change: async (territory: Partial<Territory>) => {
      await importDocument(context, createTerritory(territory), 'test', STRUCTURE);
    },
  };
}

/** Sends one request and reads its answer whole. */
export async function send<T>(
  app: RelaisApp,
  path: string,
  method = 'GET',
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const key: Record<string, string> = method === 'GET' ? {} : { 'idempotency-key': `"${randomUUID()}"` };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await app.fetch(
    new Request(`http://relais.test${path}`, {
      method,
      headers: { ...key, ...type, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
}

let people = 0;

/** Somebody nobody else is, by name and by telephone. */
export function createPerson(changes: Partial<Person> = {}): Person {
  return {
    familyName: `Nom ${randomUUID()}`,
    givenName: 'Camille',
    birthDate: '1984-05-17',
    phone: `06 ${String(++people).padStart(8, '0')}`,
    ...changes,
  };
}

export function createBookingRequest(token: string, changes: Partial<Person> = {}) {
  return {
    token,
    person: createPerson(changes),
    reason: 'cough',
    checklistRun: { version: '1', yes: [] as string[], answeredAt: '2026-11-09T06:59:00Z' },
  };
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Holds and books in one go. */
export async function bookSeat(
  backend: TestBackend,
  target: SlotKey | { from: string; to: string },
  person: Partial<Person> = {},
): Promise<NewBooking> {
  const hold = await backend.hold(target);
  assert.equal(hold.status, 201, JSON.stringify(hold.body));
  const booking = await backend.book(hold.body.token, person);
  assert.equal(booking.status, 201, JSON.stringify(booking.body));
  return booking.body;
}

/** Whatever a test has done: the chain holds, and the tables are what the log makes of them. */
export async function assertChain(store: Store): Promise<void> {
  const { ok, broken, differences } = await store.snapshot((trx) => verifyLog(trx));
  assert.ok(ok, JSON.stringify({ broken, differences }));
  await assertEvents(store);
}

/** Each row of the log says what rows of its type say, and nothing more: what its schema does not know would be kept for ever, unseen. */
async function assertEvents({ db }: Store): Promise<void> {
  const rows = await db.selectFrom('event').select(['type', 'data']).orderBy('sequence').execute();
  for (const row of rows) assert.deepEqual(JSON.parse(row.data), readEvent(row)?.data, row.type);
}
