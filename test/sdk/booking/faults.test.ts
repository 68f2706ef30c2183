import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { HoldExpiredError, OfflineError, UnreachableError } from '@relais/sdk';
import type { Client, ClientOptions } from '@relais/sdk';
import { clientOf, morning, requestFor, startBackend } from '../support/backend.ts';
import type { Backend } from '../support/backend.ts';
import { createHandClock, createQuickSleep } from '../support/clock.ts';
import { createNetwork, gatewayDown } from '../support/network.ts';
import type { Fate, Network } from '../support/network.ts';
import { problem } from '../support/script.ts';

interface Setting {
  readonly backend: Backend;
  readonly network: Network;
  readonly client: Client;
}

async function setUp(test: TestContext, options: Partial<ClientOptions> = {}): Promise<Setting> {
  const backend = await startBackend(test);
  const network = createNetwork(backend.fetch);
  return { backend, network, client: clientOf({ ...backend, fetch: network.fetch }, options) };
}

const keysOf = ({ sent }: Network) =>
  sent.filter(({ method }) => method !== 'GET').map(({ headers }) => headers.get('Idempotency-Key'));

const replays = ({ answered }: Network) => answered.filter((headers) => headers.has('Idempotent-Replayed')).length;

/** Fates of one write, with how many answers of the server are replays then. */
const troubles: [string, Fate[], number][] = [
  ['whose answer is lost', ['answer lost'], 1],
  ['whose request is lost', ['request lost'], 0],
  ['that meets a gateway without a server', [gatewayDown()], 0],
  ['that meets everything', ['answer lost', gatewayDown(), 'request lost', 'answer lost'], 2],
];

for (const [name, fates, replayed] of troubles) {
  describe(`a write ${name}`, () => {
    it('holds one seat', async (test) => {
      const { backend, network, client } = await setUp(test);
      network.next(...fates);
      await client.bookings.hold({ window: morning });
      assert.equal(Object.keys(await backend.remaining()).length, 3);
      assert.equal(new Set(keysOf(network)).size, 1);
      assert.equal(replays(network), replayed);
    });

    it('makes one booking, with its link', async (test) => {
      const { backend, network, client } = await setUp(test);
      const hold = await client.bookings.hold({ window: morning });
      network.next(...fates);
      const { id: bookingId, token } = await client.bookings.confirm(hold, requestFor());
      assert.equal(await backend.countBookings(), 1);
      assert.equal((await client.bookings.open({ bookingId, token })).status, 'confirmed');
      assert.equal(replays(network), replayed);
    });

    it('moves once, to the seat held', async (test) => {
      const { backend, network, client } = await setUp(test);
      const { id: bookingId, token } = await client.bookings.confirm(
        await client.bookings.hold({ window: morning }),
        requestFor(),
      );
      const hold = await client.bookings.hold({ window: morning });
      network.next(...fates);
      const moved = await client.bookings.move({ bookingId, token }, hold);
      assert.deepEqual(moved.seat, hold.seat);
      assert.equal(Object.keys(await backend.remaining()).length, 3);
      assert.equal(replays(network), replayed);
    });

    it('cancels once, and is not told that it was done already', async (test) => {
      const { network, client } = await setUp(test);
      const { id: bookingId, token } = await client.bookings.confirm(
        await client.bookings.hold({ window: morning }),
        requestFor(),
      );
      network.next(...fates);
      assert.equal((await client.bookings.cancel({ bookingId, token })).status, 'cancelled');
      assert.equal(replays(network), replayed);
    });
  });
}

describe('a write that fails in the end', () => {
  it('is kept, and the same button sends the same key', async (test) => {
    const { backend, network, client } = await setUp(test);
    const hold = await client.bookings.hold({ window: morning });
    network.always('answer lost');
    await assert.rejects(client.bookings.confirm(hold, requestFor()), (error) => {
      assert.ok(error instanceof UnreachableError);
      assert.ok(error.pending);
      return true;
    });
    network.always(undefined);
    const booking = await client.bookings.confirm(hold, requestFor());
    assert.equal(booking.status, 'confirmed');
    assert.equal(await backend.countBookings(), 1);
    assert.equal(new Set(keysOf(network).slice(1)).size, 1);
    assert.deepEqual(await client.bookings.resume(), []);
  });

  it('is sent anew with a new key when it was corrected', async (test) => {
    const { backend, network, client } = await setUp(test);
    const hold = await client.bookings.hold({ window: morning });
    network.always('request lost');
    await assert.rejects(client.bookings.confirm(hold, requestFor(1)), UnreachableError);
    network.always(undefined);
    await client.bookings.confirm(hold, requestFor(2));
    assert.equal(await backend.countBookings(), 1);
    assert.deepEqual(await client.bookings.resume(), [], 'the first words are not sent after the corrected ones');
  });

  it('is the booking when the server had made it, whatever was corrected since', async (test) => {
    const { backend, network, client } = await setUp(test);
    const hold = await client.bookings.hold({ window: morning });
    network.always('answer lost');
    await assert.rejects(client.bookings.confirm(hold, requestFor(1)), UnreachableError);
    network.always(undefined);
    const booking = await client.bookings.confirm(hold, requestFor(2));
    assert.equal(booking.status, 'confirmed');
    assert.equal(await backend.countBookings(), 1);
    assert.equal((await client.bookings.remembered())[0]?.bookingId, booking.id);
    assert.deepEqual(await client.bookings.resume(), []);
  });

  it('is still found when the second words fail on the way too', async (test) => {
    const { backend, network, client } = await setUp(test);
    const hold = await client.bookings.hold({ window: morning });
    network.always('answer lost');
    await assert.rejects(client.bookings.confirm(hold, requestFor(1)), UnreachableError);
    await assert.rejects(client.bookings.confirm(hold, requestFor(2)), (error) => {
      assert.ok(error instanceof UnreachableError || error instanceof HoldExpiredError);
      return true;
    });
    network.always(undefined);
    const answers = await client.bookings.resume();
    assert.equal(answers.filter(({ answer }) => answer).length, 1);
    assert.equal(await backend.countBookings(), 1);
  });

  it('behind a captive portal is kept as well', async (test) => {
    const { network, client } = await setUp(test);
    network.next(new Response('<h1>Bienvenue sur le wifi</h1>', { headers: { 'Content-Type': 'text/html' } }));
    await assert.rejects(client.bookings.hold({ window: morning }), { code: 'unreachable', pending: true });
    const [resumed] = await client.bookings.resume();
    assert.equal(resumed?.kind, 'hold');
    assert.ok(resumed.answer);
  });

  it('while the server still works on it is kept', async (test) => {
    const { backend, network, client } = await setUp(test);
    network.always(problem('idempotency-key-in-use', {}, { 'Retry-After': '1' }));
    await assert.rejects(client.bookings.hold({ window: morning }), { code: 'idempotency-key-in-use', pending: true });
    network.always(undefined);
    assert.ok((await client.bookings.resume())[0]?.answer);
    assert.equal(Object.keys(await backend.remaining()).length, 3);
  });

  it('that the server refused is not', async (test) => {
    const { backend, client } = await setUp(test);
    const hold = await client.bookings.hold({ window: morning });
    backend.clock.now += 3_600_000;
    await assert.rejects(client.bookings.confirm(hold, requestFor()), { code: 'hold-expired', pending: false });
    assert.deepEqual(await client.bookings.resume(), []);
  });
});

describe('offline', () => {
  it('is told at once, and the booking is made when the network is back', async (test) => {
    const { sleep, pauses } = createQuickSleep();
    let isOnline = true;
    const { backend, network, client } = await setUp(test, { sleep, isOnline: () => isOnline });
    const hold = await client.bookings.hold({ window: morning });
    isOnline = false;
    network.always('request lost');
    await assert.rejects(client.bookings.confirm(hold, requestFor()), OfflineError);
    assert.deepEqual(pauses, []);
    assert.equal(await backend.countBookings(), 0);
    isOnline = true;
    network.always(undefined);
    const [resumed] = await client.bookings.resume();
    assert.equal(resumed?.kind, 'confirm');
    assert.equal(resumed.answer?.status, 'confirmed');
    assert.equal(await backend.countBookings(), 1);
  });

  it('keeps what it could not send', async (test) => {
    const { network, client } = await setUp(test, { isOnline: () => false });
    network.always('request lost');
    await assert.rejects(client.bookings.hold({ window: morning }), OfflineError);
    const [failed] = await client.bookings.resume();
    assert.equal(failed?.error?.code, 'offline');
    assert.ok(failed.error.pending);
    network.always(undefined);
    assert.ok((await client.bookings.resume())[0]?.answer);
  });
});

describe('a server that does not answer', () => {
  it('is asked again with the same key, and has booked once', async (test) => {
    const clock = createHandClock();
    const backend = await startBackend(test);
    const network = createNetwork(backend.fetch);
    const client = clientOf({ ...backend, fetch: network.fetch }, { now: clock.now, sleep: clock.sleep });
    const hold = await client.bookings.hold({ window: morning });
    network.next('never answered');
    const confirming = client.bookings.confirm(hold, requestFor());
    while (network.answered.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await backend.countBookings(), 1);
    await clock.advance(11_000);
    assert.equal((await confirming).status, 'confirmed');
    assert.equal(await backend.countBookings(), 1);
    assert.equal(replays(network), 1);
  });
});
