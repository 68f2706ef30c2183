import assert from 'node:assert/strict';
import { it } from 'node:test';
import { performOnTheWay } from './runs-on-the-way.ts';

for (const seed of [1, 2]) {
  it(`Runs over a bad link, reloads and sign-outs are stored once each, and a device shows none after its nurse has signed out: ${seed}`, async () => {
    const { runs, requests, reloads, signOuts } = await performOnTheWay({ runs: 30, seed });
    assert.equal(runs, 30);
    // Which of them meet with which fault hangs on the machine, too.
    assert.ok(requests > runs && reloads > 0 && signOuts > 0);
  });
}
