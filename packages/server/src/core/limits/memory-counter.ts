import type { Count, Counter } from './counter.ts';

const KEYS_KEPT = 100_000;

/**
 * Counts in this process: for one backend on the embedded database, and for the backend inside a page. Written here rather than taken
 * from rate-limiter-flexible because that library's files are CommonJS, which a page cannot load, keep a timer for every key and know
 * no clock but the machine's.
 */
export function createMemoryCounter(now: () => number): Counter {
  const windows = new Map<string, { points: number; until: number }>();

  function add(key: string, points: number, seconds: number): Count {
    const at = now();
    const open = windows.get(key);
    const window = open && open.until > at ? open : { points: 0, until: at + seconds * 1000 };
    window.points += points;
    if (window !== open) {
      // Set again, so that the map stays in order of opening and the oldest windows are the first to go.
      windows.delete(key);
      windows.set(key, window);
      if (windows.size > KEYS_KEPT) forget(at);
    }
    return { points: window.points, msLeft: window.until - at };
  }

  /** Closed windows go; when a flood of addresses leaves none closed, the oldest tenth goes, so that memory stays bounded. */
  function forget(at: number): void {
    for (const [key, window] of windows) if (window.until <= at) windows.delete(key);
    for (const key of [...windows.keys()].slice(0, windows.size - KEYS_KEPT * 0.9)) windows.delete(key);
  }

  return { add: (key, points, seconds) => Promise.resolve(add(key, points, seconds)) };
}
