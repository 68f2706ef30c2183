import { createClient, type Client, type ClientOptions } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';

/** A device in front of a backend in this page: it keeps nothing, and pauses little between two tries. */
export function openDevice(backend: PageBackend, structure: string, options: Partial<ClientOptions> = {}): Client {
  return createClient({
    api: 'https://relais.invalid',
    structure,
    fetch: backend.fetch,
    now: () => backend.now(),
    storage: 'memory',
    sleep: hurry,
    ...options,
  });
}

/** How long people wait for what they do in a run before they go on without an answer. */
const PATIENCE = [300, 400, 2500];

/** Nobody looks on while a client pauses between two tries; how long one try may take, and people wait, stays. */
export const hurry: NonNullable<ClientOptions['sleep']> = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const isWait = milliseconds > 8000 || PATIENCE.includes(milliseconds);
    const timer = setTimeout(resolve, isWait ? milliseconds : Math.min(milliseconds, 40));
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
