import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import type { Counter } from '../../../../packages/server/src/core/limits/counter.ts';
import { createLimits } from '../../../../packages/server/src/core/limits/limits.ts';
import type { Verdict } from '../../../../packages/server/src/core/limits/limits.ts';
import { createMemoryCounter } from '../../../../packages/server/src/core/limits/memory-counter.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are held on to. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const secret = 'a server secret long enough to be one';
const start = Date.parse('2026-11-09T07:00:00Z');

function setUp(store: 'memory' | Counter = 'memory') {
  const clock = { now: start };
  return { clock, limits: createLimits({ store, secret, now: () => clock.now }) };
}

/** The n-th invented patient of an attacker who has read that numbers are counted. */
const invented = (n: number) => `+336${String(10_000_000 + n)}`;

async function solve(verdict: Verdict): Promise<string> {
  assert.ok('challenge' in verdict, `not a challenge: ${JSON.stringify(verdict)}`);
  const challenge = verdict.challenge as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}

async function bookUntilAsked(limits: ReturnType<typeof setUp>['limits'], address: string): Promise<Verdict> {
  for (let n = 0; ; n++) {
    const verdict = await limits.check('booking', { address, contact: invented(n) });
    if (!verdict.allowed) return verdict;
  }
}

describe('limits', () => {
  it('let a town hall book for eighteen people without a word', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 18; n++) {
      assert.ok((await limits.check('booking', { address: '192.0.2.1', contact: invented(n) })).allowed);
    }
  });

  it('ask for work when the limit is near', async () => {
    const { limits } = setUp();
    const verdict = await bookUntilAsked(limits, '192.0.2.1');
    assert.ok('challenge' in verdict);
    const solution = await solve(verdict);
    assert.ok((await limits.check('booking', { address: '192.0.2.1', contact: invented(50) }, solution)).allowed);
  });

  it('slow 300 fake bookings from one address down to most of a day', async () => {
    const { limits, clock } = setUp();
    let booked = 0;
    while (booked < 300) {
      const verdict = await limits.check('booking', { address: '203.0.113.7', contact: invented(booked) });
      if (verdict.allowed) booked += 1;
      else clock.now += 'retryAfter' in verdict ? verdict.retryAfter * 1000 : 60_000;
    }
    const hours = (clock.now - start) / 3_600_000;
    assert.ok(hours > 15, `took ${hours} h`);
  });

  it('stop an attacker who does the work at thirty an hour', async () => {
    const { limits, clock } = setUp();
    let booked = 0;
    let verdict: Verdict = { allowed: false, invalid: true };
    for (let n = 0; n < 300 && !('retryAfter' in verdict); n++) {
      verdict = await limits.check('booking', { address: '203.0.113.7', contact: invented(n) });
      if ('challenge' in verdict) {
        verdict = await limits.check('booking', { address: '203.0.113.7', contact: invented(n) }, await solve(verdict));
      }
      if (verdict.allowed) booked += 1;
      clock.now += 1000;
    }
    assert.equal(booked, 30);
    assert.ok('retryAfter' in verdict && verdict.retryAfter > 3500 && verdict.retryAfter <= 3600);
  });

  it('leave other addresses alone', async () => {
    const { limits } = setUp();
    await bookUntilAsked(limits, '203.0.113.7');
    assert.ok((await limits.check('booking', { address: '203.0.113.8', contact: invented(1) })).allowed);
  });

  it('open again when the window closes', async () => {
    const { limits, clock } = setUp();
    await bookUntilAsked(limits, '203.0.113.7');
    clock.now += 3600_000;
    assert.ok((await limits.check('booking', { address: '203.0.113.7', contact: invented(1) })).allowed);
  });

  it('give one telephone number six bookings a day, from wherever they come', async () => {
    const { limits, clock } = setUp();
    let verdict: Verdict = { allowed: false, invalid: true };
    let booked = 0;
    for (let n = 0; !('retryAfter' in verdict); n++) {
      const keys = { address: `198.51.100.${n}`, contact: '+33600000000' };
      verdict = await limits.check('booking', keys);
      if ('challenge' in verdict) verdict = await limits.check('booking', keys, await solve(verdict));
      if (verdict.allowed) booked += 1;
    }
    assert.equal(booked, 6);
    assert.equal(verdict.retryAfter, 86_400);
    clock.now += 86_400_000;
    assert.ok((await limits.check('booking', { address: '198.51.100.1', contact: '+33600000000' })).allowed);
  });

  it("do not let refused requests use up a stranger's number", async () => {
    const { limits } = setUp();
    await bookUntilAsked(limits, '203.0.113.7');
    for (let n = 0; n < 50; n++) await limits.check('booking', { address: '203.0.113.7', contact: '+33611111111' });
    assert.ok((await limits.check('booking', { address: '192.0.2.9', contact: '+33611111111' })).allowed);
  });

  it('refuse reading only to machines', async () => {
    const { limits } = setUp();
    const verdicts = await Promise.all(
      Array.from({ length: 601 }, () => limits.check('request', { address: '192.0.2.1' })),
    );
    assert.deepEqual(
      verdicts.filter((verdict) => !verdict.allowed),
      [{ allowed: false, retryAfter: 60 }],
    );
  });

  it('let exactly the limit pass when everybody asks at once', async () => {
    const { limits } = setUp();
    const verdicts = await Promise.all(
      Array.from({ length: 100 }, (_, n) => limits.check('booking', { address: '192.0.2.1', contact: invented(n) })),
    );
    assert.equal(verdicts.filter(({ allowed }) => allowed).length, 18);
    assert.ok('challenge' in (await limits.check('booking', { address: '192.0.2.1', contact: invented(101) })));
  });

  it('count all addresses of one IPv6 line as one', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 18; n++) {
      await limits.check('booking', {
        address: `2001:db8:12:34${n.toString(16).padStart(2, '0')}::${n}`,
        contact: invented(n),
      });
    }
    assert.ok('challenge' in (await limits.check('booking', { address: '2001:db8:12:3400::', contact: invented(90) })));
    assert.ok((await limits.check('booking', { address: '2001:db8:12:3500::', contact: invented(91) })).allowed);
  });

  it('keep neither addresses nor numbers in their store', async () => {
    const kept: string[] = [];
    const memory = createMemoryCounter(() => start);
    const { limits } = setUp({ add: (key, points, seconds) => (kept.push(key), memory.add(key, points, seconds)) });
    await limits.check('booking', { address: '203.0.113.7', contact: '+33612345678' });
    assert.equal(kept.length, 2);
    for (const key of kept) assert.match(key, /^[0-9a-f]{32}$/);
  });
});

describe('a request that came to nothing', () => {
  const contact = '+33612345678';

  it('costs a telephone number nothing when it was refused', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 50; n++) {
      const verdict = await limits.check('booking', { address: `198.51.100.${n}`, contact });
      assert.ok(verdict.allowed);
      await verdict.settle('refused');
    }
  });

  it('costs its address a point all the same', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 18; n++) {
      const verdict = await limits.check('booking', { address: '203.0.113.7', contact: invented(n) });
      assert.ok(verdict.allowed);
      await verdict.settle('refused');
    }
    assert.ok('challenge' in (await limits.check('booking', { address: '203.0.113.7', contact: invented(99) })));
  });

  it('costs nobody anything when the backend failed', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 50; n++) {
      const verdict = await limits.check('booking', { address: '203.0.113.7', contact });
      assert.ok(verdict.allowed);
      await verdict.settle('failed');
    }
  });

  it('is the only kind that is given back', async () => {
    const { limits } = setUp();
    for (let n = 0; n < 3; n++) {
      const verdict = await limits.check('booking', { address: `198.51.100.${n}`, contact });
      assert.ok(verdict.allowed);
      await verdict.settle('done');
    }
    assert.ok('challenge' in (await limits.check('booking', { address: '198.51.100.99', contact })));
  });
});

describe('a challenge', () => {
  const booking = { address: '203.0.113.7', contact: '+33699999999' };

  it('is good for one request', async () => {
    const { limits } = setUp();
    const solution = await solve(await bookUntilAsked(limits, booking.address));
    assert.ok((await limits.check('booking', booking, solution)).allowed);
    assert.ok('challenge' in (await limits.check('booking', booking, solution)));
  });

  it('is good for one request even when two come at once', async () => {
    const { limits } = setUp();
    const solution = await solve(await bookUntilAsked(limits, booking.address));
    const verdicts = await Promise.all([
      limits.check('booking', booking, solution),
      limits.check('booking', booking, solution),
    ]);
    assert.equal(verdicts.filter(({ allowed }) => allowed).length, 1);
  });

  it('is asked again when the answer comes too late', async () => {
    const { limits, clock } = setUp();
    const solution = await solve(await bookUntilAsked(limits, booking.address));
    clock.now += 301_000;
    assert.ok('challenge' in (await limits.check('booking', booking, solution)));
  });

  it('can be checked by another replica with the same secret', async () => {
    const store = createMemoryCounter(() => start);
    const one = setUp(store);
    const solution = await solve(await bookUntilAsked(one.limits, booking.address));
    assert.ok((await setUp(store).limits.check('booking', booking, solution)).allowed);
  });

  it("is not answered by work of one's own choosing", async () => {
    const { limits } = setUp();
    const solution = await solve(await bookUntilAsked(limits, booking.address));
    const { challenge, solution: solved } = JSON.parse(atob(solution)) as { challenge: Challenge; solution: object };
    const forge = (change: object) =>
      btoa(JSON.stringify({ challenge: { ...challenge, ...change }, solution: solved }));
    const later = { ...challenge.parameters, data: { expiresAt: 9_999_999_999 } };
    const forged = [
      forge({ parameters: later }),
      forge({ signature: '00'.repeat(32) }),
      forge({ signature: undefined }),
      btoa('{}'),
      '%%%',
      '',
    ];
    const wrong = btoa(JSON.stringify({ challenge, solution: { counter: 1, derivedKey: '00'.repeat(32) } }));
    for (const attempt of [...forged, wrong]) {
      assert.deepEqual(await limits.check('booking', booking, attempt), { allowed: false, invalid: true });
    }
  });

  it('is not handed out for ever', async () => {
    const { limits } = setUp();
    await bookUntilAsked(limits, booking.address);
    let verdict: Verdict = { allowed: false, invalid: true };
    let given = 1;
    while (!('retryAfter' in verdict) && given < 1000) {
      verdict = await limits.check('booking', booking);
      if ('challenge' in verdict) given += 1;
    }
    assert.equal(given, 60);
  });
});

describe('the memory of limits', () => {
  it('stays bounded under a flood of addresses', async () => {
    let now = start;
    const counter = createMemoryCounter(() => now);
    const before = heldBytes();
    for (let n = 0; n < 250_000; n++) {
      now += 1;
      await counter.add(`address-${n}`, 1, 86_400);
    }
    assert.ok(heldBytes() - before < 100_000_000);
    assert.equal((await counter.add('address-249999', 1, 86_400)).points, 2);
    assert.equal((await counter.add('address-0', 1, 86_400)).points, 1);
  });
});
