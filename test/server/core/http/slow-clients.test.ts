import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createDataFolder, startBackend } from '../../support/running.ts';
import type { RunningBackend } from '../../support/running.ts';

/** Ten seconds, one to notice, and what a busy machine takes; without a watch of our own Node would notice after thirty. */
const HEADER_MS = 20_000;

describe('clients that send drop by drop', () => {
  const folder = createDataFolder();
  let backend: RunningBackend;
  before(async () => {
    backend = await startBackend({ RELAIS_DATA: join(folder.path, 'data') });
  });
  after(async () => {
    await backend.stop();
    folder.remove();
  });

  it('are cut off when the header takes too long', async () => {
    const socket = connect(Number(new URL(backend.url).port), '127.0.0.1');
    await once(socket, 'connect');
    // A drop that meets the cut is answered by a reset, which is one more way of being cut off.
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const began = Date.now();
    socket.write('GET /health HTTP/1.1\r\nHost: relais.test\r\n');
    const drops = setInterval(() => socket.write('X-Drop: 1\r\n'), 500);
    socket.resume();
    await closed.finally(() => clearInterval(drops));
    const took = Date.now() - began;
    assert.ok(took < HEADER_MS, `${took} ms`);
  });
});
