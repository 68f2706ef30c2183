import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';
import { createDataFolder, startBackend } from '../../support/running.ts';
import type { RunningBackend } from '../../support/running.ts';
import { STRUCTURE } from '../../support/territory.ts';

const PART = '{"slot":';
/** One a second: thirty seconds, one to notice, and a few. Counted, because a machine that sleeps for a while sends none. */
const MOST_DROPS = 40;

describeEngines('a body that breaks off', (engine) => {
  it('is refused as the fault of its sender', async () => {
    const backend = await openBackend(engine);
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(PART)),
      pull: (controller) => controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
    });
    const headers = { 'content-type': 'application/json', 'idempotency-key': `"${randomUUID()}"` };
    const url = `http://relais.test/api/v1/structures/${STRUCTURE}/holds`;
    // The types of the page do not know `duplex`, and Node refuses a streamed body without it.
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const response = await backend.app.fetch(new Request(url, init));
    assert.equal(response.status, 400);
    const problem = (await response.json()) as { code: string; faults: object[] };
    assert.equal(problem.code, 'invalid-request');
    assert.deepEqual(problem.faults, [{ path: '', message: 'breaks off before its end', accepted: 'a whole body' }]);
    await backend.close();
  });
});

const LONGER = 'Content-Length: 100';
const CHUNKED = 'Transfer-Encoding: chunked';

/** Begins a request to hold a seat that does not come whole. `closed` gives what was answered. */
async function begin(url: string, framing: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // A drop that meets the cut is answered by a reset: what was said before counts all the same.
  socket.on('error', () => undefined);
  let said = '';
  socket.on('data', (chunk) => (said += String(chunk)));
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(said)));
  const lines = [
    'POST /api/v1/structures/trois-vallees/holds HTTP/1.1',
    'Host: relais.test',
    'Content-Type: application/json',
    `Idempotency-Key: "${randomUUID()}"`,
    'Expect: 100-continue',
    framing,
  ];
  const drop = (text: string) =>
    socket.write(framing === CHUNKED ? `${text.length.toString(16)}\r\n${text}\r\n` : text);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  // « Continue » says that the request has begun.
  await once(socket, 'data');
  said = '';
  drop(PART);
  return { socket, drop, closed };
}

describe('a backend that is sent half of a body', () => {
  const folder = createDataFolder();
  let backend: RunningBackend;
  before(async () => {
    backend = await startBackend({ RELAIS_DATA: join(folder.path, 'data'), RELAIS_SEED: 'demo', RELAIS_LOG: 'debug' });
  });
  after(async () => {
    await backend.stop();
    folder.remove();
  });

  describe('', { concurrency: true }, () => {
    for (const framing of [LONGER, CHUNKED]) {
      it(`answers 400 to who sends no more (${framing})`, async () => {
        const { socket, closed } = await begin(backend.url, framing);
        socket.end();
        assert.match(await closed, /^HTTP\/1\.1 400 /);
      });

      it(`bears it when the connection goes (${framing})`, async () => {
        const { socket, closed } = await begin(backend.url, framing);
        socket.resetAndDestroy();
        assert.equal(await closed, '');
      });

      it(`cuts off who sends too slowly (${framing})`, async () => {
        const { drop, closed } = await begin(backend.url, framing);
        let dropped = 0;
        const drops = setInterval(() => {
          dropped += 1;
          drop(' ');
        }, 1000);
        const answer = await closed.finally(() => clearInterval(drops));
        assert.match(answer, /^HTTP\/1\.1 408 /);
        assert.ok(dropped < MOST_DROPS, `${dropped} drops`);
      });
    }
  });

  it('takes none of it for a failure of its own', async () => {
    const health = await fetch(`${backend.url}/health`);
    assert.deepEqual(await health.json(), { status: 'ready' });
    const countRefusals = () => [...backend.output().matchAll(/"status":400,/g)].length;
    for (let looks = 0; countRefusals() < 6 && looks < 100; looks += 1) await delay(50);
    assert.equal(countRefusals(), 6);
    assert.doesNotMatch(backend.output(), /"status":5|"msg":"failure"/);
  });
});
