import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Sleep } from '@relais/sdk';

/** A clock that moves only when told. */
export interface HandClock {
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Lengths of the waits begun, in order. */
  readonly waits: readonly number[];
  /** Moves time on, ending each wait at its own instant and letting what it wakes run before the next. */
  advance(milliseconds: number): Promise<void>;
}

export function createHandClock(start = Date.parse('2026-11-09T07:00:00Z')): HandClock {
  let time = start;
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  const waits: number[] = [];

  const sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      waits.push(milliseconds);
      const sleeper = { at: time + milliseconds, wake: () => resolve(void sleepers.delete(sleeper)) };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        sleepers.delete(sleeper);
        reject(signal.reason as Error);
      });
    });

  return {
    now: () => time,
    sleep,
    waits,
    async advance(milliseconds) {
      const end = time + milliseconds;
      await settle();
      for (;;) {
        const [next] = [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        time = Math.max(time, next.at);
        next.wake();
        await settle();
      }
      time = end;
    },
  };
}

/** Lets everything that waits for nothing but its turn have it, a turn of the timers included: ky asks again after one. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  await setTimeout(2);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

/** The longest pause a request makes between two tries; a longer wait is for an answer. */
const LONGEST_PAUSE_MILLISECONDS = 8000;

/** How long people wait for an answer, of the host or of the server, before they go on without it. */
const PATIENCE_MILLISECONDS = [300, 400, 2500, 8500];

/**
 * Waits for nothing but notes how long it would have, and never tires of waiting for an answer, unless people are said to. For tests with a real
 * server.
 */
export function createQuickSleep(isTired: (milliseconds: number) => boolean = () => false): {
  readonly sleep: Sleep;
  readonly pauses: readonly number[];
} {
  const pauses: number[] = [];
  const sleep: Sleep = (milliseconds, signal) => {
    signal?.throwIfAborted();
    const isPatience = PATIENCE_MILLISECONDS.includes(milliseconds);
    if (isPatience ? !isTired(milliseconds) : milliseconds > LONGEST_PAUSE_MILLISECONDS) {
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    }
    pauses.push(milliseconds);
    return setImmediate();
  };
  return { sleep, pauses };
}
