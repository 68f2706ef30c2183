import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey as derivePbkdf2 } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { deriveKey } from '../auth/derived-key.ts';

/**
 * The work asked for: between 100 and 200 derivations of 5,000 rounds, tried one after the other. About a third of a second on a
 * desktop computer and one to two seconds on a plain telephone; nobody sees it but who asks for much.
 */
const ROUNDS = 5000;
const FEWEST_TRIES = 100;
const MOST_TRIES = 200;

const Payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({ nonce: z.string(), data: z.object({ expiresAt: z.number() }) }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** What a solution proves. `outdated` is honest work that came too late. */
export type Proof = { kind: 'solved'; nonce: string; secondsLeft: number } | { kind: 'outdated' } | { kind: 'wrong' };

export interface Challenger {
  create(): Promise<Challenge>;
  verify(solution: string): Promise<Proof>;
}

/**
 * Makes and checks ALTCHA challenges (version 2, PBKDF2/SHA-256), signed with keys derived from the server secret, so that any replica
 * checks what another has asked. The end stands in `data` and not in ALTCHA's own field, which the library compares with the
 * machine's clock instead of ours.
 */
export function createChallenger(secret: string, now: () => number, lifeSeconds: number): Challenger {
  const secrets = {
    hmacSignatureSecret: bytesToHex(deriveKey(secret, 'challenge')),
    hmacKeySignatureSecret: bytesToHex(deriveKey(secret, 'challenge-key')),
  };
  return {
    create: () =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: ROUNDS,
        counter: randomInt(MOST_TRIES, FEWEST_TRIES),
        data: { expiresAt: Math.floor(now() / 1000) + lifeSeconds },
        deriveKey: derivePbkdf2,
        ...secrets,
      }),

    async verify(solution) {
      const payload = z.safeParse(Payload, decode(solution));
      if (!payload.success) return { kind: 'wrong' };
      // The other parameters are strangers' words until the signature, which covers them all, is checked.
      const challenge = payload.data.challenge as unknown as Challenge;
      const { verified } = await verifySolution({
        ...payload.data,
        challenge,
        deriveKey: derivePbkdf2,
        ...secrets,
      }).catch(() => ({ verified: false }));
      if (!verified) return { kind: 'wrong' };
      const { nonce, data } = payload.data.challenge.parameters;
      const secondsLeft = data.expiresAt - Math.floor(now() / 1000);
      return secondsLeft > 0 ? { kind: 'solved', nonce, secondsLeft } : { kind: 'outdated' };
    },
  };
}

/** Base64 of a JSON text → the value, or `undefined`: strangers write this. */
function decode(solution: string): unknown {
  try {
    return JSON.parse(atob(solution));
  } catch {
    return undefined;
  }
}
