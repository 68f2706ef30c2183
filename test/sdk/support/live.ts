import assert from 'node:assert/strict';
import type { Fetch } from './backend.ts';

/** A network that cuts each stream of events after some bytes, the next one after some more. */
export function cutting(server: Fetch, lengths: readonly number[]): { fetch: Fetch; cuts(): number } {
  let streams = 0;
  let cuts = 0;
  async function fetch(request: Request): Promise<Response> {
    const response = await server(request);
    if (!request.url.includes('/events') || !response.body) return response;
    let left = lengths[streams++] ?? Infinity;
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk.subarray(0, left));
        left -= chunk.length;
        if (left > 0) return;
        cuts += 1;
        controller.error(new TypeError('network error'));
      },
    });
    return new Response(response.body.pipeThrough(cut), response);
  }
  return { fetch, cuts: () => cuts };
}

/** Waits for something that the backend will do by itself. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 6000; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`never: ${what}`);
}
