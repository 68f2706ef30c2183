import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { problemCatalogue } from '@relais/model';
import type { ProblemCode } from '@relais/model';
import {
  AddressError,
  ContractError,
  NoSeatError,
  OfflineError,
  RateLimitedError,
  RefusedError,
  RelaisError,
  SessionError,
  SiteNotAllowedError,
  SlotNotBookableError,
  SlotTakenError,
  UnreachableError,
} from '@relais/sdk';
import type { Client } from '@relais/sdk';
import { createRuns } from '@relais/sdk/run';
import { settle } from '../support/clock.ts';
import { clientOf, emptyList, json, problem } from '../support/script.ts';
import type { ScriptedClient } from '../support/script.ts';

const portal = (status: number) =>
  new Response('<title>Bienvenue</title>', { status, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
const html = (status: number) => new Response('<h1>Bad gateway</h1>', { status });
const hold = { id: 'h1', token: 'rl_hold' };
const hour = 3_600_000;
const window = { from: '2026-11-09T07:00:00Z', to: '2026-11-09T12:00:00Z' };

/** What a promise ends in, once the clock has gone on for an hour. */
async function outcome({ clock }: ScriptedClient, promise: Promise<unknown>): Promise<unknown> {
  const caught = promise.catch((error: unknown) => error);
  await clock.advance(hour);
  return caught;
}

/** Pauses between tries: the waits that are not the ten seconds a try may last. */
const pausesOf = ({ clock }: ScriptedClient) => clock.waits.filter((wait) => wait !== 10_000);

describe('retries', () => {
  for (const step of ['network error', html(502), html(503), html(504)] as const) {
    const name = typeof step === 'string' ? step : step.status;
    it(`ask again after ${name}, with the same key`, async () => {
      const scripted = clientOf([step, new Response(null, { status: 204 })]);
      assert.equal(await outcome(scripted, scripted.client.bookings.release(hold)), undefined);
      const keys = scripted.requests.map((request) => request.headers.get('Idempotency-Key'));
      assert.equal(keys.length, 2);
      assert.equal(keys[0], keys[1]);
      assert.match(keys[0] ?? '', /^"[0-9a-f]{32}"$/);
    });
  }

  it('leave something large, as a photograph, the time that a slow network takes', async () => {
    const scripted = clientOf([new Response(null, { status: 204 })]);
    await outcome(scripted, createRuns(scripted.client).comment('passage', 'a'.repeat(320_000)));
    const [longest = 0] = scripted.clock.waits;
    assert.ok(longest > 20_000 && longest < 21_000, String(longest));
  });

  it('come after 0.5, 1, 2 and 4 seconds at most, then no more', async () => {
    const scripted = clientOf(['network error']);
    const error = await outcome(scripted, scripted.client.bookings.release(hold));
    assert.ok(error instanceof UnreachableError);
    assert.deepEqual(pausesOf(scripted), [500, 1000, 2000, 4000]);
    assert.equal(scripted.requests.length, 5);
  });

  it('are two for a reader whom the server has never answered, who sees within two seconds that there is nobody', async () => {
    const scripted = clientOf(['network error']);
    const error = await outcome(scripted, scripted.client.slots.list());
    assert.ok(error instanceof UnreachableError);
    assert.deepEqual(pausesOf(scripted), [500, 1000]);
    assert.equal(scripted.requests.length, 3);
  });

  it('are four again for a reader once anything has been answered', async () => {
    const scripted = clientOf([html(502), 'network error']);
    await outcome(scripted, scripted.client.slots.list());
    assert.deepEqual(pausesOf(scripted), [500, 1000, 2000, 4000]);
  });

  it('are spread over the whole pause', async () => {
    const scripted = clientOf(['network error'], { random: () => 0.25 });
    await outcome(scripted, scripted.client.bookings.release(hold));
    assert.deepEqual(pausesOf(scripted), [125, 250, 500, 1000]);
  });

  for (const code of [
    'slot-taken',
    'window-full',
    'duplicate-booking',
    'hold-expired',
    'site-not-allowed',
    'internal-error',
  ] as const) {
    it(`never follow ${code}`, async () => {
      const scripted = clientOf([problem(code)]);
      await outcome(scripted, scripted.client.bookings.open({ bookingId: 'b1', token: 'rl_b' }));
      assert.equal(scripted.requests.length, 1);
    });
  }

  it('end when the caller gives up', async () => {
    const scripted = clientOf(['network error']);
    const controller = new AbortController();
    const listing = scripted.client.slots.list({}, { signal: controller.signal });
    await settle();
    controller.abort(new Error('left the page'));
    await assert.rejects(listing, /left the page/);
    await scripted.clock.advance(hour);
    assert.equal(scripted.requests.length, 1);
  });

  it('do not begin for a caller who has left', async () => {
    const scripted = clientOf([json(emptyList)]);
    await assert.rejects(scripted.client.slots.list({}, { signal: AbortSignal.abort(new Error('gone')) }), /gone/);
    assert.equal(scripted.requests.length, 0);
  });
});

describe('an address no request can go to', () => {
  /** `page`: where the script runs; nowhere when absent. */
  const wrong: [string, { api: string; page?: string }, RegExp][] = [
    ['without a scheme', { api: 'agenda.test' }, /agenda\.test.*that is not an address/],
    ['of another scheme', { api: 'ftp://agenda.test' }, /neither http nor https/],
    ['with a password in it', { api: 'https://me:secret@agenda.test' }, /that is not an address/],
    ['in clear from a secure page', { api: 'http://agenda.test', page: 'https://mairie.test/' }, /may not ask by http/],
  ];
  for (const [name, { api, page }, message] of wrong) {
    it(`is told at once, by name, and not tried again: ${name}`, async (test) => {
      visit(test, page);
      const scripted = clientOf(['network error'], { api });
      const error = await outcome(scripted, scripted.client.bookings.release(hold));
      assert.ok(error instanceof AddressError, String(error));
      assert.equal(error.code, 'address');
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /secret/);
      assert.deepEqual(pausesOf(scripted), []);
    });
  }

  for (const [name, api, page] of [
    ['on this machine', 'http://localhost:8080', 'https://mairie.test/'],
    ['on this machine, by number', 'http://127.0.0.1:8080', 'https://mairie.test/'],
    ['in clear from a page in clear', 'http://agenda.test', 'http://mairie.test/'],
  ] as const) {
    it(`is not one ${name}`, async (test) => {
      visit(test, page);
      const scripted = clientOf(['network error'], { api });
      assert.ok((await outcome(scripted, scripted.client.slots.list())) instanceof UnreachableError);
      assert.equal(scripted.requests.length, 3);
    });
  }

  it('is not asked for live changes again', async (test) => {
    visit(test, 'https://mairie.test/');
    const { client, clock, requests } = clientOf(['network error'], { api: 'http://agenda.test' });
    const states: string[] = [];
    client.events.subscribe({ onState: (state, error) => void states.push(error ? `${state} ${error.code}` : state) });
    await clock.advance(hour);
    assert.deepEqual(states, ['connecting', 'stopped address']);
    assert.equal(requests.length, 1);
  });

  /** As in a browser whose page is there. */
  function visit(test: TestContext, page: string | undefined): void {
    if (page === undefined) return;
    Object.defineProperty(globalThis, 'location', { value: new URL(page), configurable: true });
    test.after(() => Reflect.deleteProperty(globalThis, 'location'));
  }
});

describe('Retry-After', () => {
  const date = new Date(Date.parse('2026-11-09T07:00:03Z')).toUTCString();
  const answers: [string, Response, number][] = [
    ['of 429 in seconds', problem('rate-limited', {}, { 'Retry-After': '7' }), 7000],
    ['of 503 in seconds', problem('unavailable', {}, { 'Retry-After': '2' }), 2000],
    ['as a date', html(503), 3000],
    ['in the body, where a page cannot read the header', problem('rate-limited', { retryAfter: 4 }), 4000],
    ['of a key that is still running', problem('idempotency-key-in-use', {}, { 'Retry-After': '1' }), 1000],
  ];
  answers[2]![1].headers.set('Retry-After', date);

  for (const [name, answer, pause] of answers) {
    it(`is obeyed, ${name}`, async () => {
      const scripted = clientOf([answer, json(emptyList)]);
      assert.deepEqual(await outcome(scripted, scripted.client.slots.list()), emptyList);
      assert.deepEqual(pausesOf(scripted), [pause]);
    });
  }

  it('longer than anybody waits is told instead', async () => {
    const scripted = clientOf([problem('rate-limited', {}, { 'Retry-After': '600' })]);
    const error = await outcome(scripted, scripted.client.slots.list());
    assert.ok(error instanceof RateLimitedError);
    assert.equal(error.retryAfter, 600);
    assert.deepEqual(pausesOf(scripted), []);
  });

  it('stops counting when the caller gives up', async () => {
    const scripted = clientOf([problem('unavailable', {}, { 'Retry-After': '20' })]);
    const controller = new AbortController();
    const listing = scripted.client.slots.list({}, { signal: controller.signal });
    await scripted.clock.advance(5000);
    controller.abort(new Error('left the page'));
    await assert.rejects(listing, /left the page/);
  });

  it('again and again ends after half a minute', async () => {
    const scripted = clientOf([problem('unavailable', {}, { 'Retry-After': '14' })]);
    const started = scripted.clock.now();
    const error = await outcome(scripted, scripted.client.slots.list());
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.retryAfter, 14);
    assert.equal(scripted.requests.length, 3);
    assert.ok(scripted.clock.now() - started >= 28_000);
  });
});

describe('a try', () => {
  it('without an answer is given up after ten seconds and made again', async () => {
    const scripted = clientOf(['silence', json(emptyList)]);
    const listing = scripted.client.slots.list();
    await scripted.clock.advance(9_999);
    assert.equal(scripted.requests.length, 1);
    assert.deepEqual(await outcome(scripted, listing), emptyList);
    assert.ok(scripted.requests[0]!.signal.aborted);
  });

  it('whose body never ends is given up too', async () => {
    const endless = new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));
    const scripted = clientOf([endless, json(emptyList)]);
    assert.deepEqual(await outcome(scripted, scripted.client.slots.list()), emptyList);
  });

  it('leaves nobody waiting longer than 40 seconds in all', async () => {
    const scripted = clientOf(['silence']);
    const started = scripted.clock.now();
    let ended = Infinity;
    const listing = scripted.client.slots.list().catch((error: unknown) => {
      ended = scripted.clock.now();
      return error;
    });
    for (let second = 0; second < 60; second += 1) await scripted.clock.advance(1000);
    assert.ok((await listing) instanceof UnreachableError);
    assert.ok(ended - started <= 41_000, `${ended - started} ms`);
  });
});

describe('a failed request', () => {
  it('is offline when the device says so, at once', async () => {
    const scripted = clientOf(['network error'], { isOnline: () => false });
    const error = await outcome(scripted, scripted.client.slots.list());
    assert.ok(error instanceof OfflineError);
    assert.equal(error.code, 'offline');
    assert.equal(scripted.requests.length, 1);
  });

  it('is unreachable for any failure of the server', async () => {
    for (const answer of [html(500), html(502), problem('internal-error'), problem('unavailable')]) {
      const scripted = clientOf([answer]);
      const error = await outcome(scripted, scripted.client.slots.list());
      assert.ok(error instanceof UnreachableError, `${answer.status}`);
      assert.equal(error.code, 'unreachable');
      assert.equal(error.status, answer.status);
    }
  });

  it('is unreachable, and not made again, where a page answers in its place', async () => {
    for (const status of [200, 403, 404]) {
      const scripted = clientOf([portal(status)]);
      const error = await outcome(scripted, scripted.client.slots.list());
      assert.ok(error instanceof UnreachableError, `${status}`);
      assert.equal(scripted.requests.length, 1);
    }
  });

  it('keeps its cause', async () => {
    const scripted = clientOf(['network error']);
    const error = (await outcome(scripted, scripted.client.slots.list())) as RelaisError;
    assert.ok(error.cause instanceof TypeError);
  });
});

describe('an answer that breaks the contract', () => {
  const wrong: [string, Response, RegExp][] = [
    ['what is no JSON', html(200), /not what the contract says$/],
    ['what is no problem', html(404), /not a problem document/],
    ['a list without slots', json({ now: emptyList.now, sequence: 1 }), /at slots$/],
    ['a slot of another shape', json({ ...emptyList, slots: [{ start: 'tomorrow' }] }), /at slots\.0\./],
    ['a day that does not exist', json({ ...emptyList, now: '2026-02-30T10:00:00Z' }), /at now$/],
  ];
  for (const [name, answer, message] of wrong) {
    it(`is an error and never emptiness: ${name}`, async () => {
      const scripted = clientOf([answer]);
      const error = await outcome(scripted, scripted.client.slots.list());
      assert.ok(error instanceof ContractError);
      assert.equal(error.code, 'contract');
      assert.match(error.message, message);
    });
  }

  it('is told without the value that stood there', async () => {
    const scripted = clientOf([json({ ...emptyList, now: 'Jeanne Moreau' })]);
    const error = (await outcome(scripted, scripted.client.slots.list())) as ContractError;
    assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /Jeanne/);
  });
});

describe('a refusal', () => {
  for (const code of Object.keys(problemCatalogue) as ProblemCode[]) {
    const { status, title } = problemCatalogue[code];
    if (status >= 500) continue;
    it(`keeps its code: ${code}`, async () => {
      const scripted = clientOf([problem(code, { detail: 'Jeanne Moreau, 06 12 34 56 78' })]);
      const error = await outcome(scripted, scripted.client.bookings.open({ bookingId: 'b1', token: 'rl_b' }));
      assert.ok(error instanceof RelaisError);
      assert.deepEqual([error.code, error.status, error.message], [code, status, title]);
    });
  }

  it('of a code from a later version is still a refusal', async () => {
    const answer = json({ type: 'x', title: 'Not on Sundays', status: 409, code: 'sunday' }, 409);
    const scripted = clientOf([answer]);
    const error = await outcome(scripted, scripted.client.slots.list());
    assert.ok(error instanceof RefusedError);
    assert.equal(error.code, 'sunday');
  });

  it('named like something every object has is still a refusal', async () => {
    const scripted = clientOf([json({ type: 'x', title: 'Odd', status: 400, code: 'constructor' }, 400)]);
    const error = await outcome(scripted, scripted.client.slots.list());
    assert.ok(error instanceof RefusedError);
    assert.equal(error.code, 'constructor');
  });

  it('for want of a seat brings others', async () => {
    const slot = {
      practiceId: 'p1',
      siteId: 's1',
      serviceDate: '2026-11-09',
      start: '2026-11-09T08:00:00Z',
      startLocal: '2026-11-09T09:00:00+01:00',
      end: '2026-11-09T08:15:00Z',
      capacity: 1,
      remaining: 1,
    };
    const scripted = clientOf([problem('slot-taken', { alternatives: [slot] })]);
    const error = await outcome(scripted, scripted.client.bookings.open({ bookingId: 'b1' }));
    assert.ok(error instanceof SlotTakenError && error instanceof NoSeatError);
    assert.deepEqual(error.alternatives, [slot]);
  });

  it('of a site brings the site, to be allowed', async () => {
    const scripted = clientOf([problem('site-not-allowed', { origin: 'https://mairie.test' })]);
    const error = await outcome(scripted, scripted.client.bookings.release(hold));
    assert.ok(error instanceof SiteNotAllowedError);
    assert.equal(error.origin, 'https://mairie.test');
  });

  it('that concerns a slot says why it cannot be booked, when the server does', async () => {
    for (const [given, reason] of [
      ['too-late', 'too-late'],
      ['closed', 'closed'],
      [undefined, undefined],
      ['of another version', undefined],
    ]) {
      const scripted = clientOf([problem('slot-not-bookable', { alternatives: [], ...(given && { reason: given }) })]);
      const error = await outcome(scripted, scripted.client.bookings.open({ bookingId: 'b1' }));
      assert.ok(error instanceof SlotNotBookableError);
      assert.equal(error.reason, reason);
    }
  });

  it('whose extra members are malformed stays that refusal', async () => {
    const scripted = clientOf([problem('slot-taken', { alternatives: 'none' })]);
    const error = await outcome(scripted, scripted.client.bookings.open({ bookingId: 'b1' }));
    assert.ok(error instanceof SlotTakenError);
    assert.deepEqual(error.alternatives, []);
  });
});

describe('a request', () => {
  const authorization = ({ requests }: ScriptedClient) => requests.at(-1)?.headers.get('Authorization');

  it('of a patient carries no token', async () => {
    const scripted = clientOf([json(emptyList)]);
    await scripted.client.slots.list();
    assert.equal(authorization(scripted), null);
  });

  it("carries the host's token, asked anew each time", async () => {
    let count = 0;
    const scripted = clientOf([json(emptyList)], { getToken: () => Promise.resolve(`jwt${(count += 1)}`) });
    await scripted.client.slots.list();
    assert.equal(authorization(scripted), 'Bearer jwt1');
    await scripted.client.slots.list();
    assert.equal(authorization(scripted), 'Bearer jwt2');
  });

  it("for a booking carries its link's token rather than the host's", async () => {
    const scripted = clientOf([problem('not-found')], { getToken: () => 'jwt' });
    await assert.rejects(scripted.client.bookings.open({ bookingId: 'b1', token: 'rl_b' }));
    assert.equal(authorization(scripted), 'Bearer rl_b');
  });

  it('is not sent when the host cannot give its token', async () => {
    const scripted = clientOf([json(emptyList)], { getToken: () => Promise.reject(new Error('signed out')) });
    await assert.rejects(scripted.client.slots.list(), (error) => {
      assert.ok(error instanceof SessionError);
      assert.match(String(error.cause), /signed out/);
      return true;
    });
    assert.equal(scripted.requests.length, 0);
  });

  for (const [what, ask] of [
    ['reading', ({ slots }: Client, signal?: AbortSignal) => slots.list({}, { signal })],
    ['writing', ({ bookings }: Client, signal?: AbortSignal) => bookings.hold({ window }, { signal })],
  ] as const) {
    it(`ends with its caller, ${what} too, while the host never gives its token`, async () => {
      const { client, clock, requests } = clientOf([json(emptyList)], { getToken: () => new Promise(() => {}) });
      const controller = new AbortController();
      const asking = ask(client, controller.signal);
      await clock.advance(1000);
      controller.abort(new Error('left the page'));
      await assert.rejects(asking, /left the page/);
      assert.equal(requests.length, 0);
    });

    it(`is given up after ten seconds, ${what} too, while the host never gives its token`, async () => {
      const { client, clock, requests } = clientOf([json(emptyList)], { getToken: () => new Promise(() => {}) });
      const error = ask(client).catch((cause: unknown) => cause);
      await clock.advance(10_000);
      assert.ok((await error) instanceof SessionError);
      assert.equal(requests.length, 0);
    });
  }

  it('to read has nothing that needs a preflight', async () => {
    const scripted = clientOf([json(emptyList)]);
    await scripted.client.slots.list({ from: '2026-11-09', audience: 'CPTS' });
    const [request] = scripted.requests;
    assert.deepEqual([...request!.headers.keys()], []);
    assert.equal(request!.credentials, 'omit');
    assert.equal(request!.url, 'https://agenda.test/api/v1/structures/cpts/slots?from=2026-11-09&audience=CPTS');
  });

  it('goes to the same place with or without a slash at the end of the address', async () => {
    const scripted = clientOf([json(emptyList)], { api: 'https://agenda.test/relais/', structure: 'a b' });
    await scripted.client.slots.list();
    assert.equal(scripted.requests[0]!.url, 'https://agenda.test/relais/api/v1/structures/a%20b/slots');
  });
});

describe('the clock', () => {
  it("follows the server's when the device's is off", async () => {
    const scripted = clientOf([json({ ...emptyList, now: '2026-11-09T07:10:00Z' })]);
    assert.equal(scripted.client.now(), scripted.clock.now());
    await scripted.client.slots.list();
    assert.equal(scripted.client.now() - scripted.clock.now(), 600_000);
  });

  it('is left alone for a difference that is only the time an answer takes', async () => {
    const scripted = clientOf([json({ ...emptyList, now: '2026-11-09T07:00:03Z' })]);
    await scripted.client.slots.list();
    assert.equal(scripted.client.now(), scripted.clock.now());
  });
});
