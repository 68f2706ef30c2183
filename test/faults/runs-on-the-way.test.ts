import assert from 'node:assert/strict';
import { it } from 'node:test';
import { performOnTheWay } from './runs-on-the-way.ts';

for (const seed of [1, 2]) {
  it(`Runs over a bad link, reloads and sign-outs are stored once each, and a device shows none after its nurse has signed out: ${seed}`, async () => {
    const seen = await performOnTheWay({ runs: 30, seed });
    assert.equal(seen.runs, 30);
    for (const [what, count] of Object.entries(seen)) assert.ok(count > 0, `something came of ${what}`);
  });
}
