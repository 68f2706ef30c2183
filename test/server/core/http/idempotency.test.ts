import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Hold, NewBooking, Problem } from '@relais/model';
import { createApp } from '../../../../packages/server/src/app.ts';
import { bearer, createBookingRequest, openBackend, send } from '../../support/backend.ts';
import type { OrProblem, TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { MONDAY_8H, STRUCTURE } from '../../support/territory.ts';

const HOUR = 3_600_000;
const at = (time: string, practiceId = 'north') => ({ slot: { practiceId, start: `2026-11-09T${time}:00Z` } });
const key = (value: string) => ({ 'idempotency-key': value });

describeEngines('asking twice', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine);
  });
  after(() => backend.close());

  /** Each key is of a client of its own. */
  const hold = (body: object, headers: Record<string, string>) => {
    const client = `the client of ${headers['idempotency-key']?.replaceAll('"', '') ?? ''}`;
    return backend.call<OrProblem<Hold>>('POST', '/holds', body, { 'relais-client': client, ...headers });
  };

  it('refuses a write without a key', async () => {
    for (const bad of ['', '""', 'a key', '"unclosed']) {
      const { status, body } = await hold(at('08:00'), key(bad));
      assert.deepEqual([status, body.code], [400, 'idempotency-key-missing'], bad);
    }
  });

  it('gives the first answer again, token included, and does nothing', async () => {
    const first = await hold(at('08:00'), key('"one"'));
    const again = await hold(at('08:00'), key('"one"'));
    assert.equal(first.headers.get('idempotent-replayed'), null);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.deepEqual([again.status, again.body], [first.status, first.body]);
    const holds = await backend.store.db.selectFrom('hold').select('id').execute();
    assert.equal(holds.length, 1);
  });

  it('takes the key with or without its quotation marks', async () => {
    const again = await hold(at('08:00'), key('one'));
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
  });

  it('takes the same JSON in another order for the same request', async () => {
    const { slot } = at('08:00');
    const again = await hold({ slot: { start: slot.start, practiceId: slot.practiceId } }, key('one'));
    assert.equal(again.status, 201);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
  });

  it('refuses a key that came with another request', async () => {
    for (const body of [at('08:15'), { ...at('08:00'), audience: 'PUBLIC' }]) {
      const answer = await hold(body, key('one'));
      assert.deepEqual([answer.status, answer.body.code], [422, 'idempotency-key-reused']);
    }
    const token = await backend.token('secretary');
    const other = await hold(at('08:00'), { ...key('one'), ...bearer(token) });
    assert.equal(other.body.code, 'idempotency-key-reused');
  });

  it('gives the answer to nobody but the client that asked', async () => {
    const other = await hold(at('08:00'), { ...key('one'), 'relais-client': 'another client altogether' });
    assert.deepEqual([other.status, other.body.code], [422, 'idempotency-key-reused']);
    assert.equal(other.body.token, undefined);
  });

  it('knows the client again on another network, and without an id by the network', async () => {
    const addresses = ['192.0.2.1', '198.51.100.7'];
    const app = createApp({
      context: backend.context,
      addressOf: (request) => request.headers.get('x-forwarded-for') ?? '',
    });
    const ask = (name: string, from: string, headers: Record<string, string>) =>
      send<OrProblem<Hold>>(app, `/api/v1/structures/${STRUCTURE}/holds`, 'POST', at('10:30', 'oaks'), {
        ...key(name),
        'x-forwarded-for': from,
        ...headers,
      });
    const withId = { 'relais-client': 'a telephone on its way' };
    const [first, second] = [await ask('moving', addresses[0]!, withId), await ask('moving', addresses[1]!, withId)];
    assert.deepEqual([first.status, second.body], [201, first.body]);
    const [here, there] = [await ask('nameless', addresses[0]!, {}), await ask('nameless', addresses[1]!, {})];
    assert.deepEqual([here.status, there.body.code], [201, 'idempotency-key-reused']);
    assert.deepEqual((await ask('nameless', addresses[0]!, {})).body, here.body);
    app.close();
  });

  it('tells a second one to come back while the first is running', async () => {
    const answers = await Promise.all([hold(at('08:30'), key('two')), hold(at('08:30'), key('two'))]);
    const [first, second] = answers.sort((one, other) => one.status - other.status);
    assert.equal(first.status, 201);
    assert.deepEqual([second.status, second.body.code], [409, 'idempotency-key-in-use']);
    assert.equal(second.headers.get('retry-after'), '1');
    assert.equal(second.body['retryAfter'], 1);
    assert.deepEqual((await hold(at('08:30'), key('two'))).body, first.body);
  });

  it('gives a refusal again, even when the seat is free meanwhile', async () => {
    const taken = await hold(at('08:00'), key('three'));
    assert.equal(taken.body.code, 'slot-taken');
    backend.clock.now += 301_000;
    const again = await hold(at('08:00'), key('three'));
    assert.deepEqual([again.status, again.body], [409, taken.body]);
    assert.equal(again.headers.get('content-type'), 'application/problem+json');
    assert.equal((await hold(at('08:00'), key('four'))).status, 201);
    backend.clock.now = MONDAY_8H;
  });

  it('replays bookings, moves, cancellations and releases', async () => {
    const { body: held } = await hold(at('09:00'), key('h1'));
    const request = createBookingRequest(held.token);
    const booked = await backend.call<NewBooking>('POST', '/bookings', request, key('b1'));
    assert.equal(booked.status, 201);
    assert.deepEqual((await backend.call('POST', '/bookings', request, key('b1'))).body, booked.body);
    const { id, token } = booked.body;
    const { body: other } = await hold(at('09:15'), key('h2'));
    const move = () =>
      backend.call('PATCH', `/bookings/${id}`, { token: other.token }, { ...key('m1'), ...bearer(token) });
    const moved = await move();
    assert.deepEqual([moved.status, (await move()).body], [200, moved.body]);
    const cancel = () => backend.call('DELETE', `/bookings/${id}`, undefined, { ...key('c1'), ...bearer(token) });
    const cancelled = await cancel();
    assert.deepEqual([cancelled.status, (await cancel()).body], [200, cancelled.body]);
    const { body: last } = await hold(at('09:30'), key('h3'));
    const release = () =>
      backend.call('DELETE', `/holds/${last.id}`, undefined, { ...key('r1'), ...bearer(last.token) });
    assert.deepEqual([(await release()).status, (await release()).status], [204, 204]);
  });

  it('forgets a key after a day', async () => {
    await hold(at('08:00', 'oaks'), key('five'));
    backend.clock.now += 24 * HOUR;
    const answer = await hold({ slot: { practiceId: 'oaks', start: '2026-11-10T08:30:00Z' } }, key('five'));
    assert.equal(answer.status, 201);
    backend.clock.now = MONDAY_8H;
  });

  it('keeps nothing by which a token, a key or a person could be read', async () => {
    const { body: held } = await hold(at('10:00'), key('h9'));
    const request = createBookingRequest(held.token, { familyName: 'Inoubliable' });
    const { body } = await backend.call<NewBooking>('POST', '/bookings', request, key('a-key-of-mine'));
    const rows = JSON.stringify(await backend.store.db.selectFrom('idempotency').selectAll().execute());
    for (const secret of [held.token, body.token, 'Inoubliable', 'a-key-of-mine', '"h9"']) {
      assert.ok(!rows.includes(secret), secret);
    }
  });

  it('keeps the keys of two structures apart', async () => {
    const path = '/api/v1/structures/elsewhere/holds';
    const answer = await send<Problem>(backend.app, path, 'POST', at('08:00'), key('one'));
    assert.deepEqual([answer.status, answer.body.code], [404, 'not-found']);
  });
});
