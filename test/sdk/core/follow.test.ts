import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coreRoutes } from '@relais/model';
import * as z from 'zod/mini';
import type { Topic } from '../../../packages/sdk/src/core/follow.ts';
import { createLive, listen } from '../../../packages/sdk/src/core/live.ts';
import type { Live } from '../../../packages/sdk/src/core/live.ts';
import { createHandClock, settle } from '../support/clock.ts';
import type { HandClock } from '../support/clock.ts';

const shape = z.object({ sequence: z.number(), text: z.string() });
const letters: Topic<z.infer<typeof shape>> = { name: 'letters', message: shape };
const calls: Topic<z.infer<typeof shape>> = { name: 'calls', message: shape };

interface Asked {
  readonly path: string;
  readonly from: string | undefined;
}

/** A stream that says one text at each connection and ends. */
function liveOf(texts: string[]): { live: Live; asked: Asked[]; clock: HandClock } {
  const asked: Asked[] = [];
  const clock = createHandClock();
  const live = createLive({
    route: coreRoutes.streamEvents,
    sleep: clock.sleep,
    random: () => 1,
    transport: {
      send: () => Promise.reject(new Error('not asked here')),
      fetchBytes: () => Promise.reject(new Error('not asked here')),
      stream: async ({ path }, headers, _, read) => {
        asked.push({ path, from: headers['Last-Event-ID'] });
        await read(new Response(texts.shift() ?? ''));
      },
    },
  });
  return { live, asked, clock };
}

const message = (event: string, sequence: number, id = true) =>
  `${id ? `id: ${sequence}\n` : ''}event: ${event}\ndata: ${JSON.stringify({ sequence, text: event })}\n\n`;

describe('topics', () => {
  it('share a connection, each with its own parameters, and hear their own messages', async () => {
    const { live, asked } = liveOf([message('letters', 5) + message('calls', 6) + message('weather', 7)]);
    const heard: string[] = [];
    const stop = live.follow({
      listeners: [
        listen(letters, { box: 'a b' }, ({ sequence }) => heard.push(`letters ${sequence}`)),
        listen(calls, { desk: undefined }, ({ sequence }) => heard.push(`calls ${sequence}`)),
      ],
    });
    await settle();
    stop();
    assert.equal(asked[0]!.path, '/events?topic=letters%2Ccalls&box=a+b');
    assert.deepEqual(heard, ['letters 5', 'calls 6']);
  });

  it('that one change concerns alike each hear of it, though a cut comes between', async () => {
    const first = message('letters', 5, false);
    const { live, asked, clock } = liveOf([first, first + message('calls', 5)]);
    const heard: string[] = [];
    const stop = live.follow({
      after: 4,
      listeners: [
        listen(letters, {}, ({ sequence }) => heard.push(`letters ${sequence}`)),
        listen(calls, {}, ({ sequence }) => heard.push(`calls ${sequence}`)),
      ],
    });
    await clock.advance(3000);
    stop();
    assert.deepEqual(heard, ['letters 5', 'calls 5']);
    assert.deepEqual(
      asked.slice(0, 3).map(({ from }) => from),
      ['4', '4', '5'],
    );
  });

  it('go on from the last change that was told in full, when cut off between the topics of the next', async () => {
    const opening = 'retry: 2000\nid: 4\n\n';
    const whole = message('letters', 5, false) + message('calls', 5);
    const half = message('letters', 6, false);
    const { live, asked, clock } = liveOf([opening + whole + half, half + message('calls', 6)]);
    const heard: string[] = [];
    const stop = live.follow({
      listeners: [
        listen(letters, {}, ({ sequence }) => heard.push(`letters ${sequence}`)),
        listen(calls, {}, ({ sequence }) => heard.push(`calls ${sequence}`)),
      ],
    });
    await clock.advance(3000);
    stop();
    assert.deepEqual(heard, ['letters 5', 'calls 5', 'letters 6', 'calls 6']);
    assert.deepEqual(
      asked.slice(0, 3).map(({ from }) => from),
      [undefined, '5', '6'],
    );
  });
});
