import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RateLimitedError } from '@relais/sdk';
import { defaultLimits } from '../../../packages/server/src/core/limits/settings.ts';
import { clientOf, morning, requestFor, startBackend } from '../support/backend.ts';
import { createNetwork } from '../support/network.ts';

/** Work is asked for from the second hold on, and there are three in ten minutes. */
const limits = {
  ...defaultLimits,
  kinds: { ...defaultLimits.kinds, hold: { address: { points: 3, seconds: 600, challengeAbove: 1 } } },
};

const challenges = (requests: readonly Request[]) => requests.map(({ headers }) => headers.has('Relais-Challenge'));

describe('the limits of the backend', () => {
  it('ask for work that nobody sees', async (test) => {
    const backend = await startBackend(test, { limits });
    const network = createNetwork(backend.fetch);
    const client = clientOf({ ...backend, fetch: network.fetch });
    await client.bookings.hold({ window: morning });
    const second = await client.bookings.hold({ window: morning });
    assert.deepEqual(challenges(network.sent), [false, false, true]);
    assert.equal((await client.bookings.confirm(second, requestFor())).status, 'confirmed');
  });

  it('keep one seat though the answer to the work is lost', async (test) => {
    const backend = await startBackend(test, { limits });
    const network = createNetwork(backend.fetch);
    const client = clientOf({ ...backend, fetch: network.fetch });
    await client.bookings.hold({ window: morning });
    network.next('through', 'answer lost');
    await client.bookings.hold({ window: morning });
    assert.equal(Object.keys(await backend.remaining()).length, 2);
    assert.deepEqual(challenges(network.sent), [false, false, true, true]);
  });

  it('say when to come back', async (test) => {
    const backend = await startBackend(test, { limits });
    const client = clientOf(backend);
    for (let seat = 0; seat < 3; seat += 1) {
      await client.bookings.release(await client.bookings.hold({ window: morning }));
    }
    await assert.rejects(client.bookings.hold({ window: morning }), (error) => {
      assert.ok(error instanceof RateLimitedError);
      assert.equal(error.retryAfter, 600);
      assert.equal(error.pending, false);
      return true;
    });
  });
});
