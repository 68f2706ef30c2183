/** Resolves after `milliseconds`; rejects with the signal's reason when that aborts first. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

/**
 * Runs `work`, which ends when its signal aborts: with the caller's signal, or after `milliseconds` with a `TimeoutError`.
 * It is not waited for then: a `fetch` handed in by the host may ignore its signal.
 */
export async function within<Value>(
  milliseconds: number,
  wait: Sleep,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort);
  const late = wait(milliseconds, controller.signal).then(() => {
    throw new DOMException('No answer in time', 'TimeoutError');
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    signal?.removeEventListener('abort', abort);
    controller.abort();
  }
}
