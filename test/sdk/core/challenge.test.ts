import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Payload } from 'altcha-lib/types';
import { ChallengeError } from '@relais/sdk';
import { solveChallenge } from '../../../packages/sdk/src/core/challenge.ts';
import { settle } from '../support/clock.ts';
import { clientOf, emptyList, json, problem } from '../support/script.ts';

const secrets = { hmacSignatureSecret: 'signing secret', hmacKeySignatureSecret: 'key signing secret' };

const challengeOf = (counter: number, algorithm = 'PBKDF2/SHA-256', cost = 10) =>
  createChallenge({ algorithm, cost, counter, deriveKey, data: { expiresAt: 1 }, ...secrets });

const decode = (header: string) => JSON.parse(atob(header)) as Payload;

describe('solving a challenge', () => {
  for (const algorithm of ['PBKDF2/SHA-256', 'PBKDF2/SHA-512']) {
    it(`satisfies the library that made it, ${algorithm}`, async () => {
      const challenge = await challengeOf(150, algorithm);
      const payload = decode(await solveChallenge(challenge));
      assert.equal(payload.solution.counter, 150);
      const { verified } = await verifySolution({ ...payload, deriveKey, ...secrets });
      assert.ok(verified);
    });
  }

  it('counts beyond one byte', async () => {
    const payload = decode(await solveChallenge(await challengeOf(300, 'PBKDF2/SHA-256', 1)));
    assert.equal(payload.solution.counter, 300);
  });

  it('leaves the page its turns', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const challenge = await challengeOf(100, 'PBKDF2/SHA-256', 5000);
    await solveChallenge(challenge).finally(() => clearInterval(timer));
    assert.ok(turns >= 10, `${turns} turns`);
  });

  it('stops when nobody waits any more', async () => {
    const solving = solveChallenge(await challengeOf(50_000, 'PBKDF2/SHA-256', 5000), AbortSignal.timeout(20));
    await assert.rejects(solving, { name: 'TimeoutError' });
  });
});

describe('a challenge on the way', () => {
  it('is solved and sent with the same request', async () => {
    const challenge = await challengeOf(120);
    const { client, requests } = clientOf([
      problem('challenge-required', { challenge }),
      new Response(null, { status: 204 }),
    ]);
    await client.bookings.release({ id: 'h1', token: 'rl_h' });
    const [first, second] = requests;
    assert.equal(first!.headers.get('Relais-Challenge'), null);
    assert.equal(decode(second!.headers.get('Relais-Challenge')!).solution.counter, 120);
    assert.equal(second!.headers.get('Idempotency-Key'), first!.headers.get('Idempotency-Key'));
  });

  it('is asked for anew when the solution came too late', async () => {
    const steps = [
      problem('challenge-required', { challenge: await challengeOf(3) }),
      problem('challenge-invalid'),
      problem('challenge-required', { challenge: await challengeOf(4) }),
      json(emptyList),
    ];
    const { client, requests } = clientOf(steps);
    await client.slots.list();
    const counters = requests.map((request) => {
      const header = request.headers.get('Relais-Challenge');
      return header && decode(header).solution.counter;
    });
    assert.deepEqual(counters, [null, 3, null, 4]);
  });

  it('takes nothing from the tries a bad network needs', async () => {
    const challenge = await challengeOf(2);
    const steps = [
      problem('challenge-required', { challenge }),
      ...Array<'network error'>(4).fill('network error'),
      json(emptyList),
    ];
    const { client, clock, requests } = clientOf(steps);
    const listing = client.slots.list();
    while (requests.length < 2) await settle();
    await clock.advance(20_000);
    assert.deepEqual(await listing, emptyList);
  });

  it('that comes back whatever is answered ends', async () => {
    const { client, requests } = clientOf([problem('challenge-required', { challenge: await challengeOf(2) })]);
    await assert.rejects(client.slots.list(), ChallengeError);
    assert.equal(requests.length, 4);
  });

  it('of an unknown kind is an error with its cause', async () => {
    const challenge = { parameters: { algorithm: 'ARGON2ID', nonce: '00', salt: '00' } };
    const { client } = clientOf([problem('challenge-required', { challenge })]);
    await assert.rejects(client.slots.list(), (error: ChallengeError) => {
      assert.equal(error.code, 'challenge-required');
      assert.match(String(error.cause), /not known here: ARGON2ID/);
      return true;
    });
  });

  it('is given up with its caller', async () => {
    const { client } = clientOf([
      problem('challenge-required', { challenge: await challengeOf(50_000, 'PBKDF2/SHA-256', 5000) }),
    ]);
    await assert.rejects(client.slots.list({}, { signal: AbortSignal.timeout(30) }), { name: 'TimeoutError' });
  });
});
