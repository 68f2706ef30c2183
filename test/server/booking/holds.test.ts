import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Hold, Slot } from '@relais/model';
import { sweep } from '../../../packages/server/src/booking/expiry.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { MONDAY_8H } from '../support/territory.ts';

const NINE = { practiceId: 'north', start: '2026-11-09T08:00:00Z' };
const NINE_AT_OAKS = { practiceId: 'oaks', start: '2026-11-09T08:00:00Z' };
const MORNING = { from: '2026-11-09T08:00:00Z', to: '2026-11-09T12:00:00Z' };
const QUARTER_PAST_NINE = { from: '2026-11-09T08:15:00Z', to: '2026-11-09T08:16:00Z' };

describeEngines('holding a seat', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(async () => {
    await assertChain(backend.store);
    await backend.close();
  });

  it('keeps the seat that was asked for until a whole second', async () => {
    backend.clock.now = MONDAY_8H + 678;
    const { status, body } = await backend.hold(NINE);
    assert.equal(status, 201);
    assert.deepEqual(body.seat, {
      ...NINE,
      siteId: 's-mill',
      serviceDate: '2026-11-09',
      startLocal: '2026-11-09T09:00:00+01:00',
      end: '2026-11-09T08:15:00Z',
    });
    assert.equal(body.expiresAt, '2026-11-09T07:05:00Z');
    assert.match(body.token, /^rl_[\w-]{43}$/);
    assert.equal(await backend.left(NINE), 0);
  });

  it('answers a taken slot with the next three times and places that are free', async () => {
    const { status, body, headers } = await backend.hold(NINE);
    assert.equal(status, 409);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    assert.equal(body.code, 'slot-taken');
    const alternatives = body['alternatives'] as Hold['seat'][];
    assert.deepEqual(
      alternatives.map(({ practiceId, start }) => `${practiceId} ${start}`),
      ['oaks 2026-11-09T08:00:00Z', 'north 2026-11-09T08:15:00Z', 'north 2026-11-09T08:30:00Z'],
    );
  });

  it('fills a window and then refuses it', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => backend.hold(QUARTER_PAST_NINE)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, 409]);
    const refusal = answers.find(({ status }) => status === 409)!;
    assert.equal(refusal.body.code, 'window-full');
    assert.equal((refusal.body['alternatives'] as unknown[]).length, 3);
  });

  it('refuses what cannot be booked now', async () => {
    const tooSoon = { practiceId: 'north', start: '2026-11-09T08:00:00Z' };
    backend.clock.now = Date.parse('2026-11-09T07:41:00Z');
    const unknown = { practiceId: 'north', start: '2026-11-09T08:07:00Z' };
    const tooFar = { practiceId: 'north', start: '2026-11-12T08:00:00Z' };
    const reasons = ['too-late', 'closed', 'too-early'];
    for (const [index, slot] of [tooSoon, unknown, tooFar].entries()) {
      const { status, body } = await backend.hold(slot);
      assert.equal(status, 409);
      assert.deepEqual([body.code, body['reason']], ['slot-not-bookable', reasons[index]]);
    }
    backend.clock.now = MONDAY_8H;
  });

  it('says of a window, too, why nobody can book there', async () => {
    const fresh = await openBackend(engine);
    const tomorrow = { from: '2026-11-10T08:00:00Z', to: '2026-11-10T08:01:00Z' };
    const refusals = [
      ['2026-11-10T07:40:00Z', undefined],
      ['2026-11-10T07:40:01Z', 'too-late'],
      ['2026-11-10T12:00:00Z', 'too-late'],
      ['2026-11-08T22:59:00Z', 'too-early'],
    ] as const;
    for (const [now, reason] of refusals) {
      fresh.clock.now = Date.parse(now);
      const { status, body } = await fresh.hold(tomorrow);
      assert.deepEqual([status, body['reason']], [reason ? 409 : 201, reason]);
      if (reason) assert.equal(body.code, 'slot-not-bookable');
    }
    fresh.clock.now = MONDAY_8H;
    const night = { from: '2026-11-09T22:00:00Z', to: '2026-11-09T23:00:00Z' };
    assert.equal((await fresh.hold(night)).body['reason'], 'closed');
    await fresh.close();
  });

  it('says until when each slot of a list and each alternative can be booked', async () => {
    const fresh = await openBackend(engine);
    const [first] = await fresh.list();
    assert.equal(first?.bookableUntil, '2026-11-09T07:40:00Z');
    await fresh.hold(NINE);
    const { body } = await fresh.hold(NINE);
    const [next] = body['alternatives'] as Slot[];
    assert.equal(next?.bookableUntil, '2026-11-09T07:40:00Z');
    fresh.clock.now = Date.parse('2026-11-09T07:40:00.900Z');
    assert.ok((await fresh.list()).some(({ start }) => start === NINE.start));
    fresh.clock.now = Date.parse('2026-11-09T07:40:01Z');
    assert.ok((await fresh.list()).every(({ start }) => start !== NINE.start));
    await fresh.close();
  });

  it('keeps two seats for a client and no third', async () => {
    const client = { 'relais-client': 'a-client-of-enough-letters' };
    const first = await backend.hold({ practiceId: 'gate', start: '2026-11-09T13:00:00Z' }, client);
    const second = await backend.hold({ practiceId: 'gate', start: '2026-11-09T13:15:00Z' }, client);
    const third = await backend.hold({ practiceId: 'gate', start: '2026-11-09T13:30:00Z' }, client);
    assert.equal(third.status, 409);
    assert.equal(third.body.code, 'too-many-holds');
    const held = (third.body['holds'] as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(held.sort(), [first.body.id, second.body.id].sort());
    await backend.call('DELETE', `/holds/${first.body.id}`, undefined, bearer(first.body.token));
    assert.equal((await backend.hold({ practiceId: 'gate', start: '2026-11-09T13:30:00Z' }, client)).status, 201);
  });

  it('gives a released seat back at once and only once', async () => {
    const slot = { practiceId: 'gate', start: '2026-11-09T14:00:00Z' };
    const { body } = await backend.hold(slot);
    const release = () => backend.call<{ code: string }>('DELETE', `/holds/${body.id}`, undefined, bearer(body.token));
    assert.equal((await release()).status, 204);
    assert.equal(await backend.left(slot), 1);
    const again = await release();
    assert.deepEqual([again.status, again.body.code], [410, 'hold-expired']);
  });

  it('counts a hold until its expiry and not at it', async () => {
    const slot = { practiceId: 'gate', start: '2026-11-09T14:30:00Z' };
    const { body } = await backend.hold(slot);
    const expiry = Date.parse(body.expiresAt);
    backend.clock.now = expiry - 1;
    assert.equal(await backend.left(slot), 0);
    assert.equal((await backend.hold(slot)).body.code, 'slot-taken');
    backend.clock.now = expiry;
    assert.equal(await backend.left(slot), 1);
    assert.equal((await backend.book(body.token)).body.code, 'hold-expired');
    assert.equal((await backend.hold(slot)).status, 201);
  });

  it('sweeps expired holds with one event each, and their ledger entries', async () => {
    backend.clock.now += 301_000;
    await sweep(backend.context);
    const holds = await backend.store.db.selectFrom('hold').select('id').execute();
    const entries = await backend.store.db.selectFrom('ledger_entry').select('id').execute();
    const used = await backend.store.db.selectFrom('seat').select('used').where('used', '>', 0).execute();
    assert.deepEqual([holds, entries, used], [[], [], []]);
    const events = await backend.store.db.selectFrom('event').select(['type', 'subject']).orderBy('sequence').execute();
    const ended = events.filter(({ type }) => type === 'hold.expired' || type === 'hold.released');
    assert.deepEqual(
      ended.map(({ subject }) => subject).sort(),
      events
        .filter(({ type }) => type === 'hold.created')
        .map(({ subject }) => subject)
        .sort(),
    );
    for (const balance of (await readBalances(backend)).values()) assert.ok(Math.abs(balance) < 1e-9);
  });

  it('shares what it chooses as the practices share what they offer', async () => {
    const fresh = await openBackend(engine);
    const chosen: string[] = [];
    for (let count = 0; count < 12; count++) chosen.push((await fresh.hold(MORNING)).body.seat.practiceId);
    assert.equal(chosen.filter((practiceId) => practiceId === 'oaks').length, 8);
    for (let count = 1; count <= 12; count++) {
      const received = chosen.slice(0, count).filter((practiceId) => practiceId === 'north').length;
      assert.ok(Math.abs(received - count / 3) < 1, `after ${count}: ${received}`);
    }
    await fresh.close();
  });

  it('shares the early hours among the openings of that night, whichever evening they began', async () => {
    const backend = await openBackend(engine, {
      territory: {
        openings: [
          { practiceId: 'north', days: ['mon'], from: '20:00', to: '02:00', slotsPerHour: 4 },
          { practiceId: 'oaks', days: ['tue'], from: '00:00', to: '06:00', slotsPerHour: 4 },
          { practiceId: 'gate', days: ['tue'], from: '06:00', to: '09:00', slotsPerHour: 4 },
        ],
      },
    });
    // 1 h in Paris: north has 8 of the 32 seats between 0 h and 6 h.
    const { status } = await backend.hold({ practiceId: 'oaks', start: '2026-11-10T00:00:00Z' });
    assert.equal(status, 201);
    assert.deepEqual(Object.fromEntries(await readBalances(backend)), { north: 0.25, oaks: -0.25, gate: 0 });
    await backend.close();
  });

  it('sells one seat once to a hundred clients at once', async () => {
    const backend = await openBackend(engine);
    const answers = await Promise.all(Array.from({ length: 100 }, () => backend.hold(NINE)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status, body }) => status === 409 && body.code === 'slot-taken').length, 99);
    await assertChain(backend.store);
    await backend.close();
  });

  it('sells as many seats at once as a slot has', async () => {
    const backend = await openBackend(engine);
    const answers = await Promise.all(Array.from({ length: 40 }, () => backend.hold(NINE_AT_OAKS)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 2);
    await backend.close();
  });

  it('sells every seat of a window to those who take any', async () => {
    const backend = await openBackend(engine);
    const answers = await Promise.all(Array.from({ length: 60 }, () => backend.hold(MORNING)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 36);
    assert.deepEqual(await backend.list('?to=2026-11-09').then((slots) => slots.map(({ practiceId }) => practiceId)), [
      ...Array.from({ length: 8 }, () => 'gate'),
    ]);
    await assertChain(backend.store);
    await backend.close();
  });
});

async function readBalances(backend: TestBackend): Promise<Map<string, number>> {
  const token = await backend.token('coordinator');
  const { body } = await backend.call<{ accounts: { practiceId: string; balance: number }[] }>(
    'GET',
    '/ledger',
    undefined,
    bearer(token),
  );
  return new Map(body.accounts.map(({ practiceId, balance }) => [practiceId, balance]));
}
