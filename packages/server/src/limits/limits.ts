import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { deriveKey } from '../auth/derived-key.ts';
import { addressOwner } from './address.ts';
import { createChallenger } from './challenge.ts';
import type { Counter } from './counter.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { defaultLimits } from './settings.ts';
import type { LimitKind, LimitRule, LimitSettings } from './settings.ts';

/** Who asks: the network address and, for a booking, the normalised telephone number. Both are hashed before they are counted. */
export interface LimitKeys {
  readonly address: string;
  readonly contact?: string | undefined;
}

/**
 * `retryAfter`: seconds until the window closes (429). `challenge`: do this work and ask again (428). `invalid`: the work handed in was
 * never asked for by this backend or is not done (400).
 */
export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfter: number }
  | { readonly allowed: false; readonly challenge: object }
  | { readonly allowed: false; readonly invalid: true };

export interface Limits {
  /**
   * Counts one request and says whether it may pass. `solution` is the header `Relais-Challenge`. Call it after the look-up of the
   * Idempotency-Key, so that a replay costs nothing, and not at all for signed-in professionals.
   */
  check(kind: LimitKind, keys: LimitKeys, solution?: string): Promise<Verdict>;
}

export interface LimitOptions {
  /** `memory` for one process, `createPostgresCounter(pool)` for several. */
  readonly store: 'memory' | Counter;
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly settings?: LimitSettings;
}

interface Counted {
  readonly key: string;
  readonly rule: LimitRule;
  readonly points: number;
  readonly msLeft: number;
}

export function createLimits({ store, secret, now, settings = defaultLimits }: LimitOptions): Limits {
  const counter = store === 'memory' ? createMemoryCounter(now) : store;
  const challenger = createChallenger(secret, now, settings.challenge.lifeSeconds);
  const hashingKey = deriveKey(secret, 'limit-keys');
  const hash = (...parts: string[]) =>
    bytesToHex(hmac(sha256, hashingKey, utf8ToBytes(parts.join('|'))).subarray(0, 16));

  async function count(key: string, rule: LimitRule): Promise<Counted> {
    return { key, rule, ...(await counter.add(key, 1, rule.seconds)) };
  }

  const giveBack = (counted: readonly Counted[]) =>
    Promise.all(counted.map(({ key, rule }) => counter.add(key, -1, rule.seconds)));

  async function ask(address: string): Promise<Verdict> {
    const asked = await count(hash('challenge', address), settings.challenge.address);
    return isOver(asked) ? refuse([asked]) : { allowed: false, challenge: await challenger.create() };
  }

  /** The nonce of a solved challenge is counted like anything else, once: every replica then knows that it has been used. */
  async function judge(solution: string, address: string): Promise<Verdict> {
    const proof = await challenger.verify(solution);
    if (proof.kind === 'wrong') return { allowed: false, invalid: true };
    if (proof.kind === 'outdated') return await ask(address);
    const uses = await counter.add(hash('solution', proof.nonce), 1, proof.secondsLeft);
    return uses.points === 1 ? { allowed: true } : await ask(address);
  }

  async function decide(counted: readonly Counted[], address: string, solution?: string): Promise<Verdict> {
    const over = counted.filter(isOver);
    if (over.length > 0) return refuse(over);
    if (!counted.some(isNear)) return { allowed: true };
    return solution === undefined ? await ask(address) : await judge(solution, address);
  }

  return {
    async check(kind, keys, solution) {
      const address = addressOwner(keys.address);
      const { address: addressRule, contact: contactRule } = settings.kinds[kind];
      const counting = [count(hash(kind, 'address', address), addressRule)];
      if (contactRule && keys.contact) counting.push(count(hash(kind, 'contact', keys.contact), contactRule));
      const counted = await Promise.all(counting);

      const verdict = await decide(counted, address, solution);
      // What is refused uses nothing up. Else a flood from one address would lock a stranger's number out, and a crowd that is asked
      // for work would find the door shut on coming back with it.
      if (!verdict.allowed) await giveBack(counted);
      return verdict;
    },
  };
}

function isOver({ points, rule }: Counted): boolean {
  return points > rule.points;
}

function isNear({ points, rule }: Counted): boolean {
  return points > (rule.challengeAbove ?? rule.points);
}

function refuse(over: readonly Counted[]): Verdict {
  return { allowed: false, retryAfter: Math.max(1, ...over.map(({ msLeft }) => Math.ceil(msLeft / 1000))) };
}
