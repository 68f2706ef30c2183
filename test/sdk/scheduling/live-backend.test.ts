import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '@relais/sdk';
import { clientOf, morning, requestFor, startBackend, territory } from '../support/backend.ts';
import type { Backend } from '../support/backend.ts';
import { cutting, until } from '../support/live.ts';

/** Takes and gives back seats, so that the log grows by some twenty events. */
async function stir(backend: Backend): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const stranger = clientOf(backend);
    const [hold, other] = [
      await stranger.bookings.hold({ window: morning }),
      await stranger.bookings.hold({ window: morning }),
    ];
    await stranger.bookings.release(hold);
    const { id: bookingId, token } = await stranger.bookings.confirm(other, requestFor(round));
    if (round % 2 === 0) await stranger.bookings.cancel({ bookingId, token });
  }
}

const seatsOf = (slots: readonly { start: string; remaining: number }[]) =>
  Object.fromEntries(slots.map(({ start, remaining }) => [start, remaining]));

async function currentSequence(client: Client): Promise<number> {
  return (await client.slots.list()).sequence;
}

describe('live changes of the backend', () => {
  for (const lengths of [[], [1, 40, 200, 201, 333, 90, 512], [17, 18, 19, 300, 260, 255, 90, 400, 1000]]) {
    it(`are each heard once, over ${lengths.length} cuts`, async (test) => {
      const backend = await startBackend(test);
      const network = cutting(backend.fetch, lengths);
      const client = clientOf({ ...backend, fetch: network.fetch });
      const list = await client.slots.list();
      const seats = seatsOf(list.slots);
      const sequences: number[] = [];
      const stop = client.events.subscribe(
        {
          onAvailability({ sequence, slots }) {
            sequences.push(sequence);
            for (const { start, remaining } of slots) seats[start] = remaining;
          },
          onReset: () => assert.fail('nothing was so long ago'),
        },
        { after: list.sequence },
      );
      await stir(backend);
      const end = await currentSequence(client);
      await until('the last change heard', () => sequences.at(-1) === end);
      stop();
      const free = Object.fromEntries(Object.entries(seats).filter(([, remaining]) => remaining > 0));
      assert.deepEqual(free, await backend.remaining());
      assert.deepEqual(
        sequences,
        [...new Set(sequences)].sort((a, b) => a - b),
      );
      assert.ok(end - list.sequence >= 20);
      assert.ok(lengths.length === 0 || network.cuts() >= 3, `${network.cuts()} cuts`);
    });
  }

  it('missed while away are told on coming back', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const list = await client.slots.list();
    await stir(backend);
    let told = 0;
    const stop = client.events.subscribe(
      { onAvailability: ({ sequence }) => (told = sequence) },
      { after: list.sequence },
    );
    const end = await currentSequence(client);
    await until('the changes missed', () => told === end);
    stop();
  });

  it('begin with a reset when openings have changed', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf(backend);
    const heard: string[] = [];
    const stop = client.events.subscribe(
      { onReset: () => heard.push('reset') },
      { after: await currentSequence(client) },
    );
    await backend.importTerritory({ ...territory, openings: [{ ...territory.openings[0]!, to: '12:00' }] });
    await until('a reset', () => heard.length > 0);
    stop();
  });
});

describe('the availability of the backend', () => {
  it('is what the server has, while others book over a bad network', async (test) => {
    const backend = await startBackend(test);
    const client = clientOf({ ...backend, fetch: cutting(backend.fetch, [60, 200, 500]).fetch });
    const store = client.availability();
    const leave = store.subscribe(() => {});
    await until('the list', () => store.getState().status === 'ready');
    await stir(backend);
    const expected = JSON.stringify(await backend.remaining());
    await until('the same seats', () => JSON.stringify(seatsOf(store.getState().slots)) === expected);
    leave();
  });

  it('shows a seat again when its hold has run out', async (test) => {
    const backend = await startBackend(test);
    const store = clientOf(backend).availability();
    const leave = store.subscribe(() => {});
    await until('the list', () => store.getState().slots.length === 4);
    await clientOf(backend).bookings.hold({ window: morning });
    await until('three left', () => store.getState().slots.length === 3);
    backend.clock.now += 301_000;
    await backend.sweep();
    await until('four again', () => store.getState().slots.length === 4);
    leave();
  });

  it('grows with new openings', async (test) => {
    const backend = await startBackend(test);
    const store = clientOf(backend).availability();
    const leave = store.subscribe(() => {});
    await until('connected', () => store.getState().connection === 'open');
    await backend.importTerritory({ ...territory, openings: [{ ...territory.openings[0]!, to: '12:00' }] });
    await until('eight slots', () => store.getState().slots.length === 8);
    leave();
  });

  it('says why nothing is left', async (test) => {
    const backend = await startBackend(test);
    const store = clientOf(backend).availability();
    const leave = store.subscribe(() => {});
    await until('the list', () => store.getState().slots.length === 4);
    for (let seat = 0; seat < 4; seat += 1) await clientOf(backend).bookings.hold({ window: morning });
    await until('full', () => store.getState().none?.reason === 'full');
    assert.equal(store.getState().slots.length, 0);
    leave();
  });
});
