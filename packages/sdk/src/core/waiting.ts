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

/** Runs `work` with a signal of its own, which aborts with the caller's, and at the latest when the work has ended, however it did. */
export async function during<Value>(
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', abort);
  try {
    return await work(controller.signal);
  } finally {
    signal?.removeEventListener('abort', abort);
    controller.abort();
  }
}

/**
 * Runs `work`, whose signal aborts with the caller's, or after `milliseconds`, which rejects with a `TimeoutError`.
 * It is not waited for then: a `fetch` handed in by the host may ignore its signal.
 */
export function within<Value>(
  milliseconds: number,
  wait: Sleep,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  return during(signal, (inner) => {
    const late = wait(milliseconds, inner).then(() => {
      throw new DOMException('No answer in time', 'TimeoutError');
    });
    return Promise.race([work(inner), late]);
  });
}
