import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sweep } from '../../../packages/server/src/booking/expiry.ts';
import { bearer, bookSeat, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { followEvents } from '../support/event-reader.ts';
import type { ReceivedEvent } from '../support/event-reader.ts';
import { createTerritory } from '../support/territory.ts';

const oaks = (time: string) => ({ practiceId: 'oaks', start: `2026-11-09T${time}:00Z` });

describeEngines('live availability', (engine) => {
  let backend: TestBackend;
  before(async () => {
    backend = await openBackend(engine, { deps: { heartbeatMs: 200 } });
  });
  after(() => backend.close());

  const sequence = async () => (await backend.call<{ sequence: number }>('GET', '/slots')).body.sequence;

  it('tells what is left of a slot when it is held, booked, cancelled or expired', async () => {
    const reader = await followEvents(backend.app);
    assert.equal(reader.response.headers.get('content-type'), 'text/event-stream');
    const { body: hold } = await backend.hold(oaks('08:00'));
    const held = await reader.next();
    assert.equal(held.type, 'availability');
    assert.equal(held.id, String(held.data.sequence));
    assert.equal(held.data.sequence, await sequence());
    assert.deepEqual(held.data.slots, [{ ...oaks('08:00'), remaining: 1 }]);
    const { body: booking } = await backend.book(hold.token);
    assert.deepEqual((await reader.next()).data.slots, [{ ...oaks('08:00'), remaining: 1 }]);
    await backend.call('DELETE', `/bookings/${booking.id}`, undefined, bearer(booking.token));
    assert.deepEqual((await reader.next()).data.slots, [{ ...oaks('08:00'), remaining: 2 }]);
    await backend.hold(oaks('08:00'));
    assert.deepEqual((await reader.next()).data.slots, [{ ...oaks('08:00'), remaining: 1 }]);
    backend.clock.now += 300_000;
    await sweep(backend.context);
    assert.deepEqual((await reader.next()).data.slots, [{ ...oaks('08:00'), remaining: 2 }]);
    reader.close();
  });

  it('tells many changes at once', async () => {
    const reader = await followEvents(backend.app);
    await Promise.all(['09:00', '09:15', '09:30', '09:45'].map((time) => backend.hold(oaks(time))));
    const slots = new Map<string, number>();
    while (slots.size < 4)
      for (const { start, remaining } of (await reader.next()).data.slots) slots.set(start, remaining);
    assert.deepEqual(new Set(slots.values()), new Set([1]));
    reader.close();
  });

  it('goes on where a reader was, by its header or its query', async () => {
    const from = await sequence();
    const { body: first } = await backend.hold(oaks('10:00'));
    await backend.hold(oaks('10:15'));
    const expected = [oaks('10:00'), oaks('10:15')].map((slot) => ({ ...slot, remaining: 1 }));
    const byQuery = await followEvents(backend.app, `?after=${from}`);
    const byHeader = await followEvents(backend.app, '?after=0', { 'last-event-id': String(from) });
    for (const reader of [byQuery, byHeader]) {
      assert.deepEqual((await reader.next()).data.slots, expected);
      reader.close();
    }
    const late = await followEvents(backend.app, `?after=${await sequence()}`);
    assert.deepEqual(await late.during(150), []);
    await backend.call('DELETE', `/holds/${first.id}`, undefined, bearer(first.token));
    assert.deepEqual((await late.next()).data.slots, [{ ...oaks('10:00'), remaining: 2 }]);
    late.close();
  });

  it('asks to read the list again when openings change', async () => {
    const reader = await followEvents(backend.app);
    const [north, oaksOpening, gate] = createTerritory().openings;
    await backend.change({ openings: [north!, { ...oaksOpening!, to: '11:45' }, gate!] });
    const { type, data } = await reader.next();
    assert.equal(type, 'reset');
    assert.equal(data.sequence, await sequence());
    await backend.hold(oaks('10:30'));
    assert.equal((await reader.next()).type, 'availability');
    reader.close();
  });

  it('asks to read the list again from too far behind, or ahead', async () => {
    for (const after of [0, 1_000_000]) {
      const reader = await followEvents(backend.app, `?after=${after}`);
      assert.deepEqual((await reader.next()).data, { sequence: await sequence() });
      reader.close();
    }
  });

  it('shows nobody what is not for them', async () => {
    const [north, oaksOpening, gate] = createTerritory().openings;
    await backend.change({ openings: [north!, oaksOpening!, { ...gate!, visibility: ['SNP'] }] });
    const secretary = bearer(await backend.token('secretary'));
    const everybody = await followEvents(backend.app);
    const dispatcher = await followEvents(backend.app, '?audience=SNP', secretary);
    const slot = { practiceId: 'gate', start: '2026-11-09T13:00:00Z' };
    await backend.call('POST', '/holds', { slot, audience: 'SNP' }, secretary);
    assert.deepEqual((await dispatcher.next()).data.slots, [{ ...slot, remaining: 0 }]);
    assert.deepEqual(await everybody.during(150), []);
    const refused = await followEvents(backend.app, '?audience=SNP');
    assert.equal(refused.response.status, 403);
    for (const reader of [everybody, dispatcher, refused]) reader.close();
  });

  it('refuses a place that is none', async () => {
    const reader = await followEvents(backend.app, '?after=yesterday');
    assert.equal(reader.response.status, 400);
  });

  it('gives signs of life, and carries nothing personal', async () => {
    const reader = await followEvents(backend.app);
    await bookSeat(backend, oaks('10:45'), { familyName: 'Inoubliable' });
    // Until the booking is told: the hold before it may come apart or together with it.
    const end = await sequence();
    const heard: ReceivedEvent[] = [];
    while (heard.at(-1)?.data.sequence !== end) heard.push(await reader.next());
    const text = JSON.stringify(heard);
    assert.match(text, /10:45/);
    assert.doesNotMatch(text, /Inoubliable|rl_|cough/);
    assert.equal(await reader.nextComment(), 'alive');
    reader.close();
  });

  it('ends the streams when the application closes', async () => {
    const reader = await followEvents(backend.app);
    backend.app.close();
    await reader.ended;
  });
});

describeEngines('the event streams of one owner of addresses', (engine) => {
  let backend: TestBackend;
  before(async () => {
    const addressOf = (request: Request) => request.headers.get('x-test-address') ?? '';
    backend = await openBackend(engine, { deps: { addressOf } });
  });
  after(() => backend.close());

  const follow = (address: string) => followEvents(backend.app, '', { 'x-test-address': address });
  const openHundred = (addresses: (index: number) => string) =>
    Promise.all(Array.from({ length: 100 }, (_, index) => follow(addresses(index))));

  for (const [what, addresses, another] of [
    ['an IPv4 address', () => '192.0.2.1', '192.0.2.2'],
    [
      'a line with IPv6',
      (index: number) => `2001:db8:1:2${String(index).padStart(2, '0')}::${index}`,
      '2001:db8:1:300::1',
    ],
  ] as const) {
    it(`are a hundred at most: ${what}`, async () => {
      const readers = await openHundred(addresses);
      assert.deepEqual(new Set(readers.map(({ response }) => response.status)), new Set([200]));
      const tooMany = await follow(addresses(55));
      assert.equal(tooMany.response.status, 503);
      assert.equal(tooMany.response.headers.get('retry-after'), '30');
      const neighbour = await follow(another);
      assert.equal(neighbour.response.status, 200);
      readers[0]!.close();
      const next = await follow(addresses(55));
      assert.equal(next.response.status, 200);
      for (const reader of [...readers, neighbour, next]) reader.close();
    });
  }
});
