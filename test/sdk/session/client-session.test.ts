import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createClient, memoryStorage } from '@relais/sdk';
import type { Client, RelaisStorage, SessionState, Sleep } from '@relais/sdk';
import { withSession } from '@relais/sdk/session';
import type { ClientSession } from '@relais/sdk/session';
import { createDrafts } from '@relais/sdk/questionnaire/drafts';
import { presetOf } from '../../../packages/server/src/core/auth/presets.ts';
import { folderAt } from '../../server/support/engines.ts';
import { startCrookedIssuer } from '../../server/session/crooked-issuer.ts';
import type { CrookedIssuer } from '../../server/session/crooked-issuer.ts';
import { IDLE_MS, openDesk, ORIGIN } from '../../server/session/desk.ts';
import type { Desk } from '../../server/session/desk.ts';
import type { WebBrowser } from '../../server/session/web-browser.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PAGE = `${ORIGIN}/pro/?a=b`;
const MINUTE = 60_000;

describe('the session of the backend’s own pages', () => {
  let issuer: CrookedIssuer;
  let desk: Desk;
  let browser: WebBrowser;
  let storage: RelaisStorage;
  let isOffline: boolean;
  let led: string[];
  before(async () => {
    issuer = await startCrookedIssuer();
    const engine = {
      name: 'sqlite' as const,
      createDatabase: async () => folderAt(await mkdtemp(join(tmpdir(), 'relais-sdk-'))),
    };
    desk = await openDesk(engine, { preset: presetOf(issuer.url), ...issuer });
  });
  after(async () => {
    await desk.close();
    await issuer.close();
  });
  beforeEach(() => {
    browser = desk.browser();
    storage = memoryStorage();
    isOffline = false;
    led = [];
  });

  /** A page that is opened: it shares cookies and the device with those before. */
  const openPage = (changes: Partial<Parameters<typeof createClient>[0]> = {}) =>
    createClient({
      api: ORIGIN,
      structure: STRUCTURE,
      session: withSession({ navigate: (address) => led.push(address) }),
      storage,
      now: () => desk.clock.now,
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('over')))),
      fetch: (request) => {
        if (isOffline) throw new TypeError('Failed to fetch');
        return browser.fetch(request, PAGE);
      },
      isOnline: () => !isOffline,
      ...changes,
    }) as Client & { readonly session: ClientSession };

  async function signIn(subject = 'nadia-kaci'): Promise<void> {
    issuer.plan = { claims: { sub: subject } };
    const { headers } = await browser.ask(`${ORIGIN}/auth/sign-in?return=/pro/&structure=${STRUCTURE}`, { page: PAGE });
    const address = headers.get('location')!;
    const state = new URL(address).searchParams.get('state')!;
    await browser.visit(`${ORIGIN}/auth/callback?code=${issuer.grant(address)}&state=${state}`, { page: issuer.url });
  }

  const nameOf = (state: SessionState) => (state.status === 'signedIn' ? state.person.familyName : undefined);

  /** Everything on the device, with what a script could make of it by the keys that lie there. */
  async function readDevice(): Promise<string> {
    const records = (await storage.list('')) as Record<string, unknown>[];
    const keys = records.flatMap(({ secret }) => (secret instanceof CryptoKey ? [secret] : []));
    const texts = await Promise.all(
      records.map(async (record) => {
        const plain = JSON.stringify({ ...record, box: undefined, nonce: undefined });
        const opened = await Promise.all(
          keys.map((key) =>
            crypto.subtle
              .decrypt(
                {
                  name: 'AES-GCM',
                  iv: record['nonce'] as Uint8Array<ArrayBuffer>,
                  additionalData: new TextEncoder().encode(record['key'] as string),
                },
                key,
                record['box'] as ArrayBuffer,
              )
              .then((text) => new TextDecoder().decode(text))
              .catch(() => ''),
          ),
        );
        return [plain, ...opened].join(' ');
      }),
    );
    return texts.join('\n');
  }

  it('is nobody’s before she signs in, and hers afterwards', async () => {
    const page = openPage();
    assert.deepEqual(page.session.state, { status: 'unknown' });
    const before = await page.session.refresh();
    assert.ok(before.status === 'signedOut' && before.reason === 'none' && before.canSignIn);
    assert.equal(before.structure?.id, STRUCTURE);
    await signIn();
    const seen: string[] = [];
    page.session.subscribe(({ status }) => seen.push(status));
    assert.equal(nameOf(await page.session.refresh()), 'Kaci');
    assert.deepEqual(seen, ['signedIn']);
    assert.equal(await page.person(), (page.session.state as { person?: { id: string } }).person?.id);
  });

  it('is asked for once by a page that listens', async () => {
    await signIn();
    const page = openPage();
    const state = await new Promise<SessionState>((resolve) => page.session.subscribe(resolve));
    assert.equal(nameOf(state), 'Kaci');
  });

  it('leads to signing in and back to the page', () => {
    const { session } = openPage();
    const url = new URL(session.signInUrl('/pro/x'));
    assert.deepEqual(
      [url.origin, url.pathname, ...['return', 'structure', 'language'].map((name) => url.searchParams.get(name))],
      [ORIGIN, '/auth/sign-in', '/pro/x', STRUCTURE, 'fr'],
    );
    assert.match(session.activityUrl('/pro/'), /\/auth\/activity\?/);
  });

  it('goes with what its person asks, and not with what nobody asks', async () => {
    const asked: (string | null)[] = [];
    const page = openPage({
      fetch: (request) => {
        asked.push(`${request.credentials} ${String(request.headers.get('relais-person') !== null)}`);
        return browser.fetch(request, PAGE);
      },
    });
    await page.slots.list();
    await signIn();
    await page.session.refresh();
    await page.slots.list();
    assert.deepEqual(asked, [
      'same-origin false',
      'omit false',
      'same-origin false',
      'same-origin true',
      'same-origin true',
    ]);
    const patient = createClient({
      api: ORIGIN,
      structure: STRUCTURE,
      fetch: (request) => {
        assert.equal(request.credentials, 'omit');
        return browser.fetch(request, PAGE);
      },
    });
    await patient.slots.list();
  });

  it('leaves nothing of hers to be read on the device once she has signed out', async () => {
    await signIn();
    const page = openPage();
    await page.session.refresh();
    const drafts = createDrafts({
      storage,
      getPerson: () => page.person(),
      getKey: (person) => page.session.key(person),
      now: () => desk.clock.now,
    });
    await drafts.save('k', {
      response: {
        resourceType: 'QuestionnaireResponse',
        status: 'in-progress',
        author: { display: 'secret answer' },
      } as never,
    });
    const { slots } = await page.slots.list();
    await page.bookings.hold({ slot: slots[0]! });
    assert.match(await readDevice(), /Kaci/);
    assert.match(await readDevice(), /secret answer/);
    await page.session.signOut('/pro/');
    assert.match(led[0]!, new RegExp(`^${issuer.url}/logout\\?`));
    const left = await readDevice();
    assert.doesNotMatch(left, /Kaci|Nadia|secret answer|secretary/);
    assert.deepEqual(
      ((await storage.list('')) as Record<string, unknown>[]).filter((record) =>
        Object.values(record).some((value) => value instanceof CryptoKey),
      ),
      [],
    );
    assert.equal([...browser.cookiesOf(ORIGIN).values()].join(), '');
    assert.deepEqual(await page.bookings.held(), []);
    assert.deepEqual(await drafts.list(), []);

    await signIn('marc-vidal');
    const another = openPage();
    assert.equal(nameOf(await another.session.refresh()), 'Vidal');
    const theirs = createDrafts({
      storage,
      getPerson: () => another.person(),
      getKey: (person) => another.session.key(person),
      now: () => desk.clock.now,
    });
    assert.deepEqual(await theirs.list(), []);
    assert.deepEqual(await another.bookings.held(), []);
    await another.session.signOut();

    await signIn();
    const again = openPage();
    await again.session.refresh();
    const hers = createDrafts({
      storage,
      getPerson: () => again.person(),
      getKey: (person) => again.session.key(person),
      now: () => desk.clock.now,
    });
    assert.equal((await hers.list()).length, 1);
    assert.deepEqual(await again.bookings.held(), [], 'what the server knows is erased');
  });

  it('keeps an unsent write locked until she is back, and sends it then', async () => {
    await signIn();
    let isCut = false;
    const cutting = (request: Request) => {
      if (isCut && request.method === 'POST' && request.url.includes('/holds')) throw new TypeError('Failed to fetch');
      return browser.fetch(request, PAGE);
    };
    // Pauses are over at once; what is waited for longer never comes.
    const sleep: Sleep = (milliseconds) => (milliseconds < 8000 ? Promise.resolve() : new Promise(() => undefined));
    const page = openPage({ fetch: cutting, sleep, random: () => 0 });
    await page.session.refresh();
    const slot = { practiceId: 'oaks', start: '2030-01-01T08:00:00Z' };
    isCut = true;
    await assert.rejects(page.bookings.hold({ slot }));
    await page.session.signOut();
    const kept = (await storage.list('')) as { key: string }[];
    assert.equal(kept.filter(({ key }) => key.includes(' write ')).length, 1);
    assert.deepEqual(await page.bookings.resume(), []);
    await signIn('marc-vidal');
    assert.deepEqual(await openPage().bookings.resume(), []);
    await signIn();
    isCut = false;
    const [resumed] = await openPage().bookings.resume();
    assert.deepEqual([resumed?.kind, resumed?.error?.pending], ['hold', false]);
  });

  it('is over for every tab when one signs out', async () => {
    await signIn();
    const one = openPage();
    const other = openPage();
    await one.session.refresh();
    await other.session.refresh();
    const over = new Promise<SessionState>((resolve) => other.session.subscribe(resolve));
    await one.session.signOut();
    const state = await over;
    assert.ok(state.status === 'signedOut' && state.reason === 'signOut');
    await assert.rejects(other.session.key('anybody'));
  });

  it('is taken by who signs in in another tab, and nothing is sent in between for the one before', async () => {
    await signIn();
    const page = openPage();
    await page.session.refresh();
    const before = await page.person();
    await signIn('marc-vidal');
    await assert.rejects(page.slots.list(), { code: 'unauthenticated' });
    const state = await page.session.refresh();
    assert.equal(nameOf(state), 'Vidal');
    assert.notEqual(await page.person(), before);
  });

  it('locks what is there when nothing is done for too long, and when a machine wakes up', async () => {
    await signIn();
    const page = openPage();
    await page.session.refresh();
    const began = desk.clock.now;
    try {
      desk.clock.now += IDLE_MS - MINUTE;
      page.session.touch();
      desk.clock.now += 2 * MINUTE;
      page.session.touch();
      assert.equal(page.session.state.status, 'signedIn');
      desk.clock.now += IDLE_MS + MINUTE;
      const over = new Promise<SessionState>((resolve) => page.session.subscribe(resolve));
      page.session.touch();
      const state = await over;
      assert.ok(state.status === 'signedOut' && state.reason === 'idle');
      assert.match(page.session.signInUrl('/pro/'), /other=1/);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.doesNotMatch(await readDevice(), /Kaci/);
    } finally {
      desk.clock.now = began;
    }
  });

  it('is hers for as long as at the server where the clock of her device is days off, and ends there when she leaves', async () => {
    for (const wrong of [-3, 3].map((days) => days * 24 * 60 * MINUTE)) {
      await signIn();
      const page = openPage({ now: () => desk.clock.now + wrong });
      assert.equal(nameOf(await page.session.refresh()), 'Kaci', `${wrong / MINUTE} minutes`);
      page.session.touch();
      isOffline = true;
      assert.equal(nameOf(await page.session.refresh()), 'Kaci');
      await page.session.signOut();
      isOffline = false;
      // The server hears of it at the next occasion, of that session and no other.
      await openPage({ now: () => desk.clock.now + wrong }).session.refresh();
      const { status } = await openPage().session.refresh();
      assert.equal(status, 'signedOut');
    }
  });

  describe('over a link that holds requests back', () => {
    /** What is read waits for `answer`; how long a page would have waited is noted, and has passed once `pass` is called. */
    function deadLink() {
      const waits: { milliseconds: number; pass: () => void }[] = [];
      let answer = (): void => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      const changes = {
        fetch: async (request: Request) => {
          if (request.method === 'GET') await held;
          return browser.fetch(request, PAGE);
        },
        sleep: (milliseconds: number, signal?: AbortSignal) =>
          new Promise<void>((resolve, reject) => {
            waits.push({ milliseconds, pass: resolve });
            signal?.addEventListener('abort', () => reject(new Error('over')));
          }),
      };
      const passed = async (milliseconds: number) => {
        while (!waits.some((wait) => wait.milliseconds === milliseconds))
          await new Promise((resolve) => setTimeout(resolve, 5));
        waits.find((wait) => wait.milliseconds === milliseconds)!.pass();
      };
      return { changes, passed, answer };
    }

    /** A page of somebody whom the device knows, which has waited four seconds for who is there. */
    async function openWaiting() {
      await signIn();
      await openPage().session.refresh();
      const { changes, passed, answer } = deadLink();
      const page = openPage(changes);
      const asked = page.session.refresh();
      await passed(4000);
      return { page, state: await asked, answer };
    }

    it('goes on after four seconds with whom the device knows, and takes the answer when it comes', async () => {
      const { page, state, answer } = await openWaiting();
      assert.ok(state.status === 'signedIn' && state.isOffline);
      assert.equal(nameOf(state), 'Kaci');
      assert.equal(await page.person(), state.person.id, 'what she does meanwhile is hers');
      const online = new Promise<SessionState>((resolve) => page.session.subscribe(resolve));
      answer();
      const later = await online;
      assert.ok(later.status === 'signedIn' && !later.isOffline);
    });

    it('waits for the answer where the device knows nobody', async () => {
      await signIn();
      const { changes, answer } = deadLink();
      const page = openPage(changes);
      const asked = page.session.refresh();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(page.session.state.status, 'unknown');
      answer();
      assert.equal(nameOf(await asked), 'Kaci');
    });

    it('does not bring back who has left while the question was on its way', async () => {
      const { page, answer } = await openWaiting();
      await page.session.signOut();
      answer();
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(page.session.state.status, 'signedOut');
      assert.doesNotMatch(await readDevice(), /Kaci/);
    });
  });

  it('is locked by a timer, without anybody doing anything', async () => {
    await signIn();
    const began = desk.clock.now;
    let wake = (): void => undefined;
    const page = openPage({
      sleep: (milliseconds, signal) =>
        new Promise((resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('over')));
          if (milliseconds > 10 * MINUTE) wake = resolve;
        }),
    });
    await page.session.refresh();
    const over = new Promise<SessionState>((resolve) => page.session.subscribe(resolve));
    desk.clock.now += IDLE_MS + 1;
    wake();
    const state = await over;
    desk.clock.now = began;
    assert.ok(state.status === 'signedOut' && state.reason === 'idle');
  });

  it('goes on without a network after a reload, until she has been away too long', async () => {
    await signIn();
    await openPage().session.refresh();
    isOffline = true;
    const page = openPage({ sleep: () => new Promise(() => undefined) });
    const state = await page.session.refresh();
    assert.ok(state.status === 'signedIn' && state.isOffline && state.person.familyName === 'Kaci');
    const began = desk.clock.now;
    desk.clock.now += IDLE_MS + MINUTE;
    try {
      const late = await openPage().session.refresh();
      assert.ok(late.status === 'signedOut' && late.reason === 'idle' && late.isUntold);
      assert.doesNotMatch(await readDevice(), /Kaci/);
    } finally {
      desk.clock.now = began;
    }
    const nobody = await openPage({ storage: memoryStorage() }).session.refresh();
    assert.ok(nobody.status === 'failed' && nobody.error.code === 'offline');
  });

  it('clears the device when she signs out without a network, and tells the server later', async () => {
    await signIn();
    const page = openPage();
    await page.session.refresh();
    isOffline = true;
    await page.session.signOut();
    const { state } = page.session;
    assert.ok(state.status === 'signedOut' && state.isUntold);
    assert.doesNotMatch(await readDevice(), /Kaci/);
    assert.deepEqual(led, []);
    isOffline = false;
    const later = await openPage().session.refresh();
    assert.ok(later.status === 'signedOut');
    assert.equal([...browser.cookiesOf(ORIGIN).values()].join(), '');
  });

  it('does not sign out who has signed in since', async () => {
    await signIn();
    const page = openPage();
    await page.session.refresh();
    isOffline = true;
    await page.session.signOut();
    isOffline = false;
    desk.clock.now += 5000;
    await signIn('marc-vidal');
    desk.clock.now -= 5000;
    assert.equal(nameOf(await openPage().session.refresh()), 'Vidal');
    assert.equal(nameOf(await openPage().session.refresh()), 'Vidal');
  });

  it('is not begun again by an answer that was on its way when she signed out', async () => {
    await signIn();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = openPage({
      fetch: async (request) => {
        const response = await browser.fetch(request, PAGE);
        if (request.url.endsWith('/session/key')) await held;
        return response;
      },
    });
    const asked = page.session.refresh();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const person = openPage();
    await person.session.refresh();
    await person.session.signOut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await asked;
    assert.notEqual(page.session.state.status, 'signedIn');
    assert.doesNotMatch(await readDevice(), /Kaci/);
  });

  it('tells a host’s own token who it is of, and erases when it is said to be over', async () => {
    const token = await desk.token('secretary');
    const plain = createClient({
      session: withSession(),
      api: ORIGIN,
      structure: 'vallon',
      storage,
      getToken: () => token,
      fetch: (request) => desk.fetch(request),
    });
    const state = await plain.session!.refresh();
    assert.ok(state.status === 'signedOut' && state.reason === 'ended', 'nobody trusts it here');
    await plain.session!.signOut();
    assert.equal(plain.session!.state.status, 'signedOut');
  });
});
