import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { createClient } from '@relais/sdk';
import type { Client, Sleep } from '@relais/sdk';

interface SlowServer {
  readonly client: Client;
  /** Requests that have come in. */
  readonly count: () => number;
  /** Those of them that nobody has ended. */
  readonly open: () => number;
}

/** Waits a thousandth of the time: a try lasts 10 ms instead of 10 s. */
const hurry: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds / 1000);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop);
  });

/** Waits until it is told to stop: nothing ever takes too long. */
const endlessly: Sleep = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
  });

/** A server behind a real network that answers as told, and a client that is in a hurry unless told otherwise. */
async function startServer(
  test: TestContext,
  answer: (response: ServerResponse) => void,
  sleep: Sleep = hurry,
): Promise<SlowServer> {
  let count = 0;
  let open = 0;
  const server = createServer((_request, response) => {
    count += 1;
    open += 1;
    response.on('close', () => (open -= 1));
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const client = createClient({
    api: `http://127.0.0.1:${port}`,
    structure: 'cpts',
    storage: 'memory',
    sleep,
    random: () => 1,
    isOnline: () => true,
  });
  return { client, count: () => count, open: () => open };
}

async function until(words: string, holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !holds();) {
    assert.ok(Date.now() < deadline, words);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Answers after which a stream of events is asked for again, each of which used to hold one of a browser's six connections. */
const troubles: [string, (response: ServerResponse) => void][] = [
  ['holds its headers back', () => undefined],
  [
    'falls silent',
    (response) => void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': hello\n\n'),
  ],
  ['never ends what it refuses with', (response) => void response.writeHead(503).write('{')],
];

describe('a stream of events', () => {
  for (const [name, answer] of troubles) {
    it(`leaves no request behind on a server that ${name}`, async (test) => {
      const { client, count, open } = await startServer(test, answer);
      const stop = client.events.subscribe({});
      await until('it is asked for again and again', () => count() >= 8);
      await until('one request is open at most', () => open() <= 1);
      stop();
      await until('none is open', () => open() === 0);
      const asked = count();
      await hurry(60_000);
      assert.ok(count() <= asked + 1, 'none follows but one that was on its way');
    });
  }

  it('is let go of when its listener leaves while it is being connected', async (test) => {
    const { client, count, open } = await startServer(test, () => undefined);
    const stop = client.events.subscribe({});
    await until('it is asked for', () => count() === 1);
    stop();
    await until('the request is ended', () => open() === 0);
  });

  it('is let go of when it says what no contract knows', async (test) => {
    const { client, open } = await startServer(test, (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('event: availability\ndata: {"sequence":"two"}\n\n');
    });
    const states: string[] = [];
    client.events.subscribe({ onState: (state) => void states.push(state) });
    await until('it stops', () => states.at(-1) === 'stopped');
    await until('the request is ended', () => open() === 0);
  });
});

describe('a question', () => {
  for (const [name, answer] of troubles) {
    it(`leaves no request behind on a server that ${name}`, async (test) => {
      const { client, open } = await startServer(test, answer);
      await assert.rejects(client.slots.list());
      await until('none is open', () => open() === 0);
    });
  }

  it('is let go of when its caller leaves', async (test) => {
    const { client, count, open } = await startServer(test, () => undefined, endlessly);
    const controller = new AbortController();
    const listing = client.slots.list({}, { signal: controller.signal });
    await until('it is asked', () => count() === 1);
    controller.abort(new Error('left the page'));
    await assert.rejects(listing, /left the page/);
    await until('none is open', () => open() === 0);
  });
});
