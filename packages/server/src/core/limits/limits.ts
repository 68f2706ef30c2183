import { createMac } from '#digest';
import { bytesToHex } from '@noble/hashes/utils.js';
import { deriveKey } from '../auth/derived-key.ts';
import { addressOwner } from './address.ts';
import { createChallenger } from './challenge.ts';
import type { Counter } from './counter.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { defaultLimits } from './settings.ts';
import type { KindSettings, LimitKind, LimitRule, LimitSettings, SeatRule } from './settings.ts';

/** Who asks: the network address and, for a booking, the normalised telephone number. Both are hashed before they are counted. */
export interface LimitKeys {
  readonly address: string;
  readonly contact?: string | undefined;
  /** Seats still to be booked where one is wanted. */
  readonly seatsLeft?: number | undefined;
}

/**
 * How an admitted request ended: it did what it asked, it was refused for a reason of its own, or the backend failed; or it turned out to be one
 * that is not counted.
 */
export type Ending = 'done' | 'refused' | 'failed' | 'uncounted';

/** What lets a request pass. `settle` must be told how the request ended: what came to nothing is given back. */
export interface Pass {
  readonly allowed: true;
  readonly settle: (ending: Ending) => Promise<void>;
}

/**
 * `retryAfter`: seconds until the window closes (429). `challenge`: do this work and ask again (428). `invalid`: the work handed in was
 * never asked for by this backend or is not done (400).
 */
export type Verdict = Pass | Refusal;

export type Refusal =
  | { readonly allowed: false; readonly retryAfter: number }
  | { readonly allowed: false; readonly challenge: object }
  | { readonly allowed: false; readonly invalid: true };

export interface Limits {
  /**
   * Counts one request and says whether it may pass. `solution` is the header `Relais-Challenge`. Requests of whatever kind and the reading of
   * feeds are counted in the memory of this process, writings where all backends count.
   */
  check(kind: LimitKind, keys: LimitKeys, solution?: string): Promise<Verdict>;
}

export interface LimitOptions {
  /** Where writings are counted: `memory` for one process, `createPostgresCounter(pool)` for several. */
  readonly store: 'memory' | Counter;
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly settings?: LimitSettings;
}

interface Counted {
  readonly counter: Counter;
  readonly of: keyof KindSettings;
  readonly key: string;
  readonly rule: LimitRule;
  readonly points: number;
  readonly msLeft: number;
}

const READS: ReadonlySet<LimitKind> = new Set(['request', 'feed']);

export function createLimits({ store, secret, now, settings = defaultLimits }: LimitOptions): Limits {
  /**
   * Whatever reads is counted here, in memory: reading must go on while the shared counter cannot be written (a full disk), and it would cost
   * each read a write. Several backends then allow as many times as much to read, which harms nobody.
   */
  const local = createMemoryCounter(now);
  const shared = store === 'memory' ? local : store;
  const challenger = createChallenger(secret, now, settings.challenge.lifeSeconds);
  const mac = createMac(deriveKey(secret, 'limit-keys'));
  const hash = (...parts: string[]) => bytesToHex(mac(parts.join('|')).subarray(0, 16));

  async function count(of: Counted['of'], key: string, rule: LimitRule, counter = shared): Promise<Counted> {
    return { counter, of, key, rule, ...(await counter.add(key, 1, rule.seconds)) };
  }

  async function giveBack(counted: readonly Counted[]): Promise<void> {
    await Promise.all(counted.map(({ counter, key, rule }) => counter.add(key, -1, rule.seconds)));
  }

  async function ask(address: string): Promise<Refusal> {
    const asked = await count('address', hash('challenge', address), settings.challenge.address);
    return isOver(asked) ? refuse([asked]) : { allowed: false, challenge: await challenger.create() };
  }

  /** The nonce of a solved challenge is counted like anything else, once: every replica then knows that it has been used. */
  async function judge(solution: string, address: string): Promise<Refusal | undefined> {
    const proof = await challenger.verify(solution);
    if (proof.kind === 'wrong') return { allowed: false, invalid: true };
    if (proof.kind === 'outdated') return await ask(address);
    const uses = await shared.add(hash('solution', proof.nonce), 1, proof.secondsLeft);
    return uses.points === 1 ? undefined : await ask(address);
  }

  async function findRefusal(counted: readonly Counted[], address: string, solution?: string) {
    const over = counted.filter(isOver);
    if (over.length > 0) return refuse(over);
    if (!counted.some(isNear)) return undefined;
    return solution === undefined ? await ask(address) : await judge(solution, address);
  }

  /**
   * An address is counted for what it asks; a number, and the seats of an address, only for what has been got: else strangers could use up a
   * number they only know, and a rush the work asked of those who got no seat.
   */
  function admit(counted: readonly Counted[]): Pass {
    return {
      allowed: true,
      settle: async (ending) => {
        if (ending === 'failed' || ending === 'uncounted') await giveBack(counted);
        if (ending === 'refused') await giveBack(counted.filter((one) => one.of !== 'address'));
      },
    };
  }

  return {
    async check(kind, keys, solution) {
      const address = addressOwner(keys.address);
      const rules = settings.kinds[kind];
      const counter = READS.has(kind) ? local : shared;
      const counting = [count('address', hash(kind, 'address', address), rules.address, counter)];
      if (rules.contact && keys.contact) {
        counting.push(count('contact', hash(kind, 'contact', keys.contact), rules.contact));
      }
      if (rules.seats && keys.seatsLeft !== undefined) {
        counting.push(count('seats', hash(kind, 'seats', address), ruleFor(rules.seats, keys.seatsLeft)));
      }
      const counted = await Promise.all(counting);

      const refusal = await findRefusal(counted, address, solution);
      if (!refusal) return admit(counted);
      // What is refused here uses nothing up: a crowd that is asked for work must not find the door shut on coming back with it.
      await giveBack(counted);
      return refusal;
    },
  };
}

/** Seats an address may take without work, however few are left: a family's. */
const FEWEST_SEATS = 3;

function ruleFor({ challengeAboveShare, ...rule }: SeatRule, seatsLeft: number): LimitRule {
  const share = Math.max(FEWEST_SEATS, Math.floor(seatsLeft * challengeAboveShare));
  return { ...rule, challengeAbove: Math.min(share, rule.challengeAbove ?? rule.points) };
}

function isOver({ points, rule }: Counted): boolean {
  return points > rule.points;
}

function isNear({ points, rule }: Counted): boolean {
  return points > (rule.challengeAbove ?? rule.points);
}

function refuse(over: readonly Counted[]): Refusal {
  return { allowed: false, retryAfter: Math.max(1, ...over.map(({ msLeft }) => Math.ceil(msLeft / 1000))) };
}
