import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toInstant } from '@relais/model';
import { createClient, memoryStorage } from '@relais/sdk';
import type { Client, RelaisStorage, Sleep } from '@relais/sdk';
import { createRuns, isAway } from '@relais/sdk/run';
import type { Runs, RunState } from '@relais/sdk/run';
import { withSession } from '@relais/sdk/session';
import type { ClientSession } from '@relais/sdk/session';
import { presetOf } from '../../packages/server/src/core/auth/presets.ts';
import { importDocument } from '../../packages/server/src/import-document.ts';
import { takeProtocolStep } from '../../packages/server/src/protocol/index.ts';
import { assertChain } from '../server/support/backend.ts';
import { folderAt } from '../server/support/engines.ts';
import { createProfessional, PROFESSIONALS } from '../server/support/people.ts';
import { answered, PROTOCOL } from '../server/support/run-stage.ts';
import { STRUCTURE } from '../server/support/territory.ts';
import { startCrookedIssuer } from '../server/session/crooked-issuer.ts';
import type { CrookedIssuer } from '../server/session/crooked-issuer.ts';
import { openDesk, ORIGIN } from '../server/session/desk.ts';
import type { Desk } from '../server/session/desk.ts';
import type { WebBrowser } from '../server/session/web-browser.ts';

const PAGE = `${ORIGIN}/pro/`;
const NURSES = ['ida', 'zoe'] as const;
/** Time goes a hundred times faster for who waits. */
const HURRY = 100;
/** What no device may show of a run once its nurse has signed out. */
const SECRET = 'patiente-secrete';

/** What was seen on the way, apart from what is asserted. */
export interface WayReport {
  readonly runs: number;
  readonly requests: number;
  readonly reloads: number;
  readonly signOuts: number;
  /** Runs whose start was still being asked for when their page was closed. */
  readonly leftAtStart: number;
  /** Sign-outs with something unsent on the device, which its key opened just before. */
  readonly locked: number;
}

/**
 * Performs runs of two nurses at one device whose link loses, delays, doubles and reorders what goes through it, which is reloaded and signed out of
 * meanwhile. Asserts that each run is stored once as it was performed, that the log is whole, and that nothing can be read after a sign-out.
 */
export async function performOnTheWay({
  runs,
  seed,
}: {
  readonly runs: number;
  readonly seed: number;
}): Promise<WayReport> {
  const issuer = await startCrookedIssuer();
  const desk = await openRunDesk(issuer);
  try {
    const way = new Way(desk, issuer, mulberry32(seed));
    await way.perform(runs);
    return await way.judge();
  } finally {
    await desk.close();
    await issuer.close();
  }
}

async function openRunDesk(issuer: CrookedIssuer): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'relais-runs-'));
  const engine = { name: 'sqlite' as const, createDatabase: () => Promise.resolve(folderAt(folder)) };
  const desk = await openDesk(engine, { preset: presetOf(issuer.url), ...issuer });
  const somebody = (subject: string, role: 'delegate' | 'structureAdmin') => {
    const { rpps: _, ...person } = createProfessional({ profession: 'nurse', roles: [{ role }] });
    return { ...person, issuer: issuer.url, subject, givenName: subject };
  };
  const professionals = [somebody('chief', 'structureAdmin'), ...NURSES.map((nurse) => somebody(nurse, 'delegate'))];
  await importDocument(desk.context, { ...PROFESSIONALS, professionals }, 'test', STRUCTURE);
  await importDocument(desk.context, PROTOCOL, 'test', STRUCTURE);
  const key = { protocolId: PROTOCOL.id, version: PROTOCOL.version };
  const [by, on] = [{ by: 'Dre Anne Durand', rpps: '10000000001' }, '2026-11-02'];
  for (const state of ['validated', 'filed', 'active'] as const)
    await takeProtocolStep(desk.context, STRUCTURE, key, { state, ...by, on, from: on });
  return desk;
}

/** A run as it was performed, to be found like this. */
interface Performed {
  readonly id: string;
  readonly nurse: string;
  /** Undefined where its page was closed before it had begun. */
  readonly outcome: 'redirected' | 'abandoned' | undefined;
  readonly cough: boolean;
}

/** A page: once it is closed nothing of it goes on, as in a browser. */
interface Page {
  readonly client: Client & { readonly session: ClientSession };
  readonly runs: Runs;
  readonly close: () => void;
}

class Way {
  readonly #desk: Desk;
  readonly #issuer: CrookedIssuer;
  readonly #random: () => number;
  readonly #browser: WebBrowser;
  readonly #storage = memoryStorage();
  readonly #locks = new Map<string, Promise<unknown>>();
  readonly #performed: Performed[] = [];
  /** Runs whose start was answered to a page that was still open. */
  readonly #heard = new Set<string>();
  readonly #seen = { requests: 0, reloads: 0, signOuts: 0, leftAtStart: 0, locked: 0 };
  #isGood = true;
  #isOnline = true;
  #nurse: (typeof NURSES)[number] = 'ida';
  #page: Page;

  constructor(desk: Desk, issuer: CrookedIssuer, random: () => number) {
    this.#desk = desk;
    this.#issuer = issuer;
    this.#random = random;
    this.#browser = desk.browser();
    this.#page = this.#open();
  }

  async perform(runs: number): Promise<void> {
    await this.#signIn('ida');
    for (let turn = 0; turn < runs; turn++) {
      if (this.#happens(0.1)) this.#isOnline = !this.#isOnline;
      await this.#performOne();
      if (this.#happens(0.3)) void this.#page.runs.resume().catch(() => undefined);
      if (this.#happens(0.1)) await this.#changeNurse();
    }
  }

  /** All that waited is sent once the link is mended and each has signed in again; then everything is there, once. */
  async judge(): Promise<WayReport> {
    // What was on its way has arrived by now.
    this.#desk.clock.now += 10 * 60_000;
    for (const nurse of NURSES) {
      await this.#signOut();
      await this.#signIn(nurse);
      this.#isGood = this.#isOnline = true;
      for (let turn = 0; turn < 50; turn++) {
        const told = await this.#page.runs.resume();
        for (const one of told) if ('error' in one && !one.error.pending) throw one.error;
        if (told.length === 0) break;
      }
      assert.deepEqual(await this.#page.runs.resume(), [], 'nothing waits any more');
    }
    for (const performed of this.#performed) await this.#assertStored(performed);
    await assertChain(this.#desk.store);
    return { runs: this.#performed.length, ...this.#seen };
  }

  // ——— What nurses do ———

  async #performOne(): Promise<void> {
    this.#desk.clock.now += 1000;
    const id = randomUUID();
    const patient = { id: `${SECRET}-${id}`, identityStatus: 'qualified', ageYears: 30, sex: 'female' } as const;
    const startedAt = toInstant(this.#desk.clock.now);
    const start = { id, protocol: PROTOCOL.id, version: PROTOCOL.version, patient, startedAt, training: true };
    const [nurse, cough] = [this.#nurse, this.#happens(0.5)];
    if (this.#happens(0.08)) {
      void this.#page.runs.start(start).catch(() => undefined);
      await pause(this.#random() * 20);
      await this.#reload();
      this.#seen.leftAtStart += 1;
      this.#performed.push({ id, nurse, outcome: undefined, cough });
      return;
    }
    let revision = 1;
    const take = async (write: (at: { id: string; revision: number }) => Promise<RunState>): Promise<void> => {
      revision = (await this.#reach(write, { id, revision })) ?? revision;
      if (this.#happens(0.08)) await this.#reload();
    };
    await take(() => this.#page.runs.start(start));
    await take(async (at) => this.#page.runs.save(at, await answered({ 'od.cough': !cough })));
    await take(async (at) => this.#page.runs.save(at, await answered({ 'od.cough': cough })));
    const outcome = this.#happens(0.7) ? 'redirected' : 'abandoned';
    const target = outcome === 'redirected' ? { target: 'generalPractitioner' as const } : {};
    const endedAt = toInstant(this.#desk.clock.now);
    await take((at) => this.#page.runs.end(at, { outcome, ...target, endedAt }));
    this.#performed.push({ id, nurse, outcome, cough });
  }

  /** As the page of a run does: goes on without an answer, and from where another write has overtaken it. @returns the revision */
  async #reach(
    write: (at: { id: string; revision: number }) => Promise<RunState>,
    at: { id: string; revision: number },
  ): Promise<number | undefined> {
    try {
      return (await write(at)).revision;
    } catch (error) {
      if (isAway(error)) return undefined;
      const { revision } = error as { readonly revision?: number };
      if (revision === undefined || revision === at.revision) throw error;
      return this.#reach(write, { ...at, revision });
    }
  }

  async #changeNurse(): Promise<void> {
    await this.#signOut();
    await this.#signIn(this.#happens(0.5) ? 'ida' : 'zoe');
  }

  async #signIn(nurse: (typeof NURSES)[number]): Promise<void> {
    const [isGood, isOnline] = [this.#isGood, this.#isOnline];
    this.#isGood = this.#isOnline = true;
    const ahead = Math.round((this.#desk.clock.now - Date.now()) / 1000);
    this.#issuer.plan = { claims: { sub: nurse }, ahead };
    const door = `${ORIGIN}/auth/sign-in?return=/pro/&structure=${STRUCTURE}`;
    // What could not be told of the sign-out before is told first.
    await this.#page.client.session.refresh();
    const { headers } = await this.#browser.ask(door, { page: PAGE });
    const address = headers.get('location')!;
    const state = new URL(address).searchParams.get('state')!;
    const answer = `${ORIGIN}/auth/callback?code=${this.#issuer.grant(address)}&state=${state}`;
    await this.#browser.visit(answer, { page: this.#issuer.url });
    const session = await this.#page.client.session.refresh();
    assert.equal(session.status === 'signedIn' && session.person.givenName, nurse);
    this.#nurse = nurse;
    this.#isGood = isGood && this.#happens(0.3);
    this.#isOnline = isOnline;
  }

  async #signOut(): Promise<void> {
    if ((await this.#readable()).includes(SECRET)) this.#seen.locked += 1;
    this.#seen.signOuts += 1;
    await this.#page.client.session.signOut();
    assert.ok(!(await this.#readable()).includes(SECRET), 'nothing can be read once she has signed out');
    await this.#reload();
  }

  async #reload(): Promise<void> {
    this.#seen.reloads += 1;
    this.#page.close();
    this.#page = this.#open();
    // A nurse sees who is signed in before she begins.
    await this.#page.client.session.refresh();
  }

  // ——— The device and its link ———

  #open(): Page {
    let close = (): void => undefined;
    let isClosed = false;
    const gone = new Promise<void>((resolve) => (close = resolve));
    const never = new Promise<never>(() => undefined);
    const alive = <T>(work: () => Promise<T>): Promise<T> =>
      isClosed ? never : work().then((v) => (isClosed ? never : v));
    const disk = this.#storage;
    const alone: RelaisStorage['alone'] = (name, work) => {
      const before = this.#locks.get(name) ?? Promise.resolve();
      const done = before.then(() => (isClosed ? never : work()));
      // A page that is closed gives back what it holds.
      this.#locks.set(name, Promise.race([done.catch(() => undefined), before.then(() => gone)]));
      return done;
    };
    const client = createClient({
      api: ORIGIN,
      structure: STRUCTURE,
      session: withSession({ navigate: () => undefined }),
      storage: {
        set: (key, value) => alive(() => disk.set(key, value)),
        claim: (key, value) => alive(() => disk.claim(key, value)),
        list: (prefix) => alive(() => disk.list(prefix)),
        delete: (key) => alive(() => disk.delete(key)),
        alone,
      },
      now: () => this.#desk.clock.now,
      sleep,
      random: this.#random,
      fetch: async (request) => {
        const start = /\/runs$/.test(request.url) ? ((await request.clone().json()) as { id: string }).id : '';
        const response = await alive(() => this.#carry(request));
        this.#heard.add(start);
        return response;
      },
      isOnline: () => this.#isOnline,
    }) as Page['client'];
    return {
      client,
      runs: createRuns(client),
      close() {
        isClosed = true;
        close();
      },
    };
  }

  async #carry(request: Request): Promise<Response> {
    this.#seen.requests += 1;
    if (!this.#isOnline) throw new TypeError('Failed to fetch');
    if (this.#isGood) return this.#browser.fetch(request, PAGE);
    if (this.#happens(0.1)) await pause(this.#random() * 60);
    if (this.#happens(0.1)) throw new TypeError('Failed to fetch');
    if (this.#happens(0.05)) return hang(request.signal);
    if (this.#happens(0.03))
      return new Response('<title>Bienvenue</title>', { headers: { 'content-type': 'text/html' } });
    if (this.#happens(0.2)) void this.#arriveLate(request.clone());
    const response = await this.#browser.fetch(request, PAGE);
    if (this.#happens(0.1)) await pause(this.#random() * 60);
    if (this.#happens(0.15)) throw new TypeError('Failed to fetch');
    return response;
  }

  /** The same request once more, behind those that have been made since. Signing out may have made it nobody's. */
  async #arriveLate(request: Request): Promise<void> {
    const copy = new Request(request, { signal: null });
    await pause(this.#random() * 40);
    await this.#browser.fetch(copy, PAGE);
  }

  /** All that lies on the device, with what the keys that lie beside it open. */
  async #readable(): Promise<string> {
    const records = (await this.#storage.list('')) as Partial<Sealed>[];
    const keys = records.flatMap(({ secret }) => (secret ? [secret] : []));
    const texts = await Promise.all(
      records.map(async ({ key = '', nonce, box }) => {
        if (!box || !nonce) return '';
        const as = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(key) };
        const opened = keys.map((one) => crypto.subtle.decrypt(as, one, box).catch(() => undefined));
        return [box, ...(await Promise.all(opened))]
          .map((bytes) => (bytes ? new TextDecoder().decode(bytes) : ''))
          .join();
      }),
    );
    return JSON.stringify(records) + texts.join();
  }

  async #assertStored({ id, nurse, outcome, cough }: Performed): Promise<void> {
    const { db } = this.#desk.store;
    const rows = await db.selectFrom('run').selectAll().where('id', '=', id).execute();
    const events = await db.selectFrom('event').select('type').where('subject', '=', id).execute();
    const count = (type: string) => events.filter((event) => event.type === type).length;
    // One whose page was closed has not arrived, or is ended, unless that page had begun it.
    if (outcome === undefined && (rows.length === 0 || this.#heard.has(id))) return;
    assert.deepEqual(
      [rows.length, count('run.started'), count('run.ended')],
      [1, 1, 1],
      `${id}, ${outcome ?? 'left'}, is stored once`,
    );
    const [row] = rows as [(typeof rows)[0]];
    assert.deepEqual([row.state, row.outcome], ['ended', outcome ?? 'abandoned'], id);
    const { given_name: by } = await db
      .selectFrom('professional')
      .select('given_name')
      .where('id', '=', row.delegate_id)
      .executeTakeFirstOrThrow();
    assert.equal(by, nurse, `${id} is of who performed it`);
    if (outcome === undefined) return;
    const { response } = await answered({ 'od.cough': cough });
    assert.deepEqual(JSON.parse(row.response!), JSON.parse(JSON.stringify(response)), `${id} has its latest answers`);
  }

  #happens(chance: number): boolean {
    return this.#random() < chance;
  }
}

interface Sealed {
  readonly key: string;
  readonly secret: CryptoKey;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly box: ArrayBuffer;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    // Ten minutes of nothing done are none here.
    const timer = setTimeout(resolve, Math.min(milliseconds / HURRY, 2 ** 31 - 1));
    timer.unref();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

/** Chance that is the same each time: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
