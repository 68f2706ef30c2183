import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { operations } from '@relais/model';
import type { Hold, Operation, Problem } from '@relais/model';
import { solveChallenge } from '../../../../packages/sdk/src/core/challenge.ts';
import { createApp } from '../../../../packages/server/src/app.ts';
import type { RelaisApp } from '../../../../packages/server/src/app.ts';
import { createVerifier } from '../../../../packages/server/src/core/auth/verifier.ts';
import type { PostgresStore } from '../../../../packages/server/src/core/db/postgres.ts';
import { toProblemResponse } from '../../../../packages/server/src/core/http/problems.ts';
import { createLimits } from '../../../../packages/server/src/core/limits/limits.ts';
import { createPostgresCounter } from '../../../../packages/server/src/core/limits/postgres-counter.ts';
import { ProblemError } from '../../../../packages/server/src/core/problem.ts';
import { bearer, bookSeat, openBackend, SECRET, send } from '../../support/backend.ts';
import type { Answer, OrProblem, TestBackend } from '../../support/backend.ts';
import { describeEngines, describePostgres } from '../../support/engines.ts';
import { STRUCTURE } from '../../support/territory.ts';

const structure = `/api/v1/structures/${STRUCTURE}`;
const oaks = (time: string) => ({ slot: { practiceId: 'oaks', start: `2026-11-09T${time}:00Z` } });

/** The backend behind its limits: requests say in a header of the test which address they are from. */
function limited(backend: TestBackend, counter?: Parameters<typeof createLimits>[0]['store']): RelaisApp {
  const now = () => backend.clock.now;
  return createApp({
    context: backend.context,
    verifier: createVerifier({ issuers: [], secret: SECRET, now }),
    limits: createLimits({ store: counter ?? 'memory', secret: SECRET, now }),
    addressOf: (request) => request.headers.get('x-test-address') ?? '192.0.2.1',
  });
}

/** Asks so often that the answers change; gives the statuses by how often they came. */
async function flood(ask: () => Promise<Answer>, times = 620): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let time = 0; time < times; time += 1) {
    const { status } = await ask();
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

describeEngines('what is refused', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  const floods: [string, string, Record<string, string>, number][] = [
    ['a structure that is not there', '/api/v1/structures/nowhere/slots', {}, 404],
    ['a route that is not there', '/api/v1/nothing', {}, 404],
    ['a link that proves nothing', `${structure}/bookings/0123456789`, bearer('rl_of-nobody'), 403],
    ['a token that proves nothing', `${structure}/ledger`, bearer('a.b.c'), 401],
    ['a parameter that says nothing', `${structure}/slots?from=never`, {}, 400],
  ];
  for (const [words, path, headers, status] of floods) {
    it(`is counted: ${words}`, async () => {
      const app = limited(backend);
      const counts = await flood(() => send(app, path, 'GET', undefined, headers));
      assert.deepEqual(counts, { [status]: 600, 429: 20 });
      const last = await send<OrProblem<Problem>>(app, path, 'GET', undefined, headers);
      assert.deepEqual([last.body.code, last.headers.get('retry-after')], ['rate-limited', '60']);
      const elsewhere = await send(app, path, 'GET', undefined, { ...headers, 'x-test-address': '198.51.100.7' });
      assert.equal(elsewhere.status, status);
      app.close();
    });
  }

  it('costs no look into the database once the limit is reached', async () => {
    const { context } = backend;
    const untouchable = new Proxy(context.store.db, {
      get: () => assert.fail('the database was asked'),
    });
    const views = { read: () => assert.fail('the database was asked') };
    const limits = createLimits({ store: 'memory', secret: SECRET, now: () => backend.clock.now });
    for (let time = 0; time < 600; time += 1) await limits.check('request', { address: 'unknown' });
    const broken = createApp({
      context: { ...context, store: { ...context.store, db: untouchable }, views: views as never },
      limits,
    });
    for (const { method, path } of Object.values(operations) as Operation[]) {
      const body = method === 'GET' ? undefined : {};
      const { status } = await send(broken, structure + path.replace(/\{\w+\}/, 'any'), method, body);
      assert.equal(status, 429, `${method} ${path}`);
    }
    broken.close();
  });

  it('is not counted for a professional, whatever is asked', async () => {
    const app = limited(backend);
    const secretary = bearer(await backend.token('secretary'));
    assert.deepEqual(await flood(() => send(app, `${structure}/slots`, 'GET', undefined, secretary), 1300), {
      200: 1300,
    });
    assert.equal((await send(app, `${structure}/slots`)).status, 200);
    app.close();
  });

  it('asks a replay of nobody’s seats', async () => {
    const app = limited(backend);
    const headers = { 'idempotency-key': 'again-and-again', 'relais-client': randomUUID() };
    const ask = () => send<OrProblem<Hold>>(app, `${structure}/holds`, 'POST', oaks('08:00'), headers);
    assert.deepEqual(await flood(ask, 100), { 201: 100 });
    app.close();
  });
});

describeEngines('seats that run short', (engine) => {
  let backend: TestBackend;
  before(async () => {
    // Friday after Monday: every test below may have a day of its own.
    backend = await openBackend(engine, {
      territory: { rules: { minNoticeMinutes: 20, maxHorizonDays: 10, holdSeconds: 300, cancelDeadlineMinutes: 30 } },
    });
  });
  after(() => backend.close());

  const window = (date: string) => ({ window: { from: `${date}T06:00:00Z`, to: `${date}T18:00:00Z` } });
  const hold = (app: RelaisApp, body: object, headers: Record<string, string> = {}) =>
    send<OrProblem<Hold & { challenge: object }>>(app, `${structure}/holds`, 'POST', body, {
      'relais-client': randomUUID(),
      ...headers,
    });

  it('are not all held by one address that changes its name', async () => {
    const app = limited(backend);
    const statuses = [];
    // 44 seats: 12, 24 and 8.
    for (let time = 0; time < 12; time += 1) statuses.push((await hold(app, window('2026-11-10'))).status);
    assert.deepEqual(statuses, [201, 201, 201, 201, ...Array.from({ length: 8 }, () => 428)]);
    const other = await hold(app, window('2026-11-10'), { 'x-test-address': '198.51.100.7' });
    assert.equal(other.status, 201);
    app.close();
  });

  it('are got by a whole waiting room on one address, with work', async () => {
    const app = limited(backend);
    for (let person = 0; person < 15; person += 1) {
      const asked = await hold(app, window('2026-11-12'));
      if (asked.status === 201) continue;
      assert.deepEqual([asked.status, asked.body.code], [428, 'challenge-required']);
      const solution = await solveChallenge(asked.body.challenge);
      const held = await hold(app, window('2026-11-12'), { 'relais-challenge': solution });
      assert.equal(held.status, 201);
    }
    app.close();
  });

  it('are three without work for a family, however few are left', async () => {
    await backend.change({
      openings: [{ practiceId: 'gate', days: ['fri'], from: '14:00', to: '15:00', slotsPerHour: 4, capacity: 1 }],
      rules: { maxHorizonDays: 10 },
    });
    const app = limited(backend);
    const friday = window('2026-11-13');
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await hold(app, friday)).status);
    assert.deepEqual(statuses, [201, 201, 201, 428]);
    app.close();
  });

  it('cost nobody work who is refused one', async () => {
    await backend.change({ rules: { maxHorizonDays: 10 } });
    await bookSeat(backend, { practiceId: 'north', start: '2026-11-16T08:00:00Z' });
    const app = limited(backend);
    const taken = { slot: { practiceId: 'north', start: '2026-11-16T08:00:00Z' } };
    for (let time = 0; time < 20; time += 1) assert.equal((await hold(app, taken)).status, 409);
    assert.equal((await hold(app, window('2026-11-16'))).status, 201);
    app.close();
  });
});

describePostgres('a counter that cannot be written', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  it('leaves reading alone, and asks who writes to come back', async () => {
    const { pool } = backend.store as PostgresStore;
    const booking = await bookSeat(backend, { practiceId: 'north', start: '2026-11-09T08:00:00Z' });
    const app = limited(backend, await createPostgresCounter(pool, () => backend.clock.now));
    await pool.query(`
      create function refuse_full() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger full_disk before insert or update on limit_counter execute function refuse_full()`);
    const link = bearer(booking.token);
    for (const { method, path, access } of Object.values(operations) as Operation[]) {
      if (method !== 'GET' || path === '/events') continue;
      const [role] = access.roles ?? [];
      const headers = access.link ? link : role ? bearer(await backend.token(role)) : {};
      const { status } = await send(app, structure + path.replace('{booking}', booking.id), method, undefined, headers);
      // A thing that is not there, or not of this link, not asked for as it must be, or not to be had from this server, is told as ever; none is told to come back.
      assert.ok([200, 400, 403, 404, 501].includes(status), `${path}: ${status}`);
    }
    for (const [path, body] of [['/holds', oaks('08:00')]] as const) {
      const { status, body: problem, headers } = await send<OrProblem<Problem>>(app, structure + path, 'POST', body);
      assert.deepEqual([status, problem.code], [503, 'unavailable']);
      assert.ok(Number(headers.get('retry-after')) > 0);
    }
    const cancelled = await send<Problem>(app, `${structure}/bookings/${booking.id}`, 'DELETE', undefined, link);
    assert.equal(cancelled.status, 503);
    app.close();
  });
});

describe('every 503', () => {
  it('says when to come back', async () => {
    const response = toProblemResponse(new ProblemError('unavailable'));
    assert.equal(response.headers.get('retry-after'), '2');
    assert.equal(((await response.json()) as { retryAfter?: number }).retryAfter, 2);
  });
});
