import { waitUntil as waitFor } from '@open-wc/testing';

/** Milliseconds a test waits for what a slow machine does late: the limit is there for what never comes. */
const PATIENCE_MS = 30_000;

/** Waits until something is so. @open-wc/testing gives up after a second, which three browsers on two cores outlast. */
export function waitUntil(
  predicate: () => unknown,
  message?: string,
  { interval = 50, timeout = PATIENCE_MS }: { interval?: number; timeout?: number } = {},
): Promise<void> {
  return waitFor(predicate, message, { interval, timeout });
}
