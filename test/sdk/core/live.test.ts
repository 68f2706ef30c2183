import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from '../support/clock.ts';
import { problem } from '../support/script.ts';
import { availability, createLiveSetting, reset } from '../support/streams.ts';

const lastEventIds = (connections: readonly { request: Request }[]) =>
  connections.map(({ request }) => request.headers.get('Last-Event-ID'));

describe('live changes', () => {
  it('come in order, each once', async () => {
    const { client, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers, { after: 4 });
    await settle();
    connections[0]!.say(`${availability(5)}${availability(4)}${availability(5)}${availability(7)}`);
    await settle();
    assert.deepEqual(heard, ['connecting', 'open', 'availability 5', 'availability 7']);
  });

  it('start after the list that is shown', async () => {
    const { client, connections, handlers } = createLiveSetting();
    client.events.subscribe(handlers, { after: 12 });
    client.events.subscribe(handlers);
    await settle();
    assert.deepEqual(lastEventIds(connections), ['12', null]);
  });

  it('go on where they were cut, however the cut came', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers, { after: 1 });
    await settle();
    connections[0]!.say(availability(2));
    await settle();
    connections[0]!.fail();
    await clock.advance(1000);
    connections[1]!.say(availability(2) + availability(3));
    await settle();
    connections[1]!.end();
    await clock.advance(1000);
    connections[2]!.say(availability(4));
    await settle();
    assert.deepEqual(lastEventIds(connections), ['1', '2', '3']);
    assert.deepEqual(
      heard.filter((word) => word.startsWith('availability')),
      ['availability 2', 'availability 3', 'availability 4'],
    );
    assert.equal(heard.filter((word) => word === 'waiting').length, 2);
  });

  it('cut in the middle of a message lose none of it', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers, { after: 1 });
    await settle();
    connections[0]!.say(availability(2).slice(0, -10));
    await settle();
    connections[0]!.fail();
    await clock.advance(1000);
    connections[1]!.say(availability(2));
    await settle();
    assert.deepEqual(lastEventIds(connections), ['1', '1']);
    assert.ok(heard.includes('availability 2'));
  });

  it('of a line that has gone silent are asked for on another', async () => {
    const { client, clock, connections, handlers } = createLiveSetting();
    client.events.subscribe(handlers);
    await settle();
    for (let beat = 0; beat < 4; beat += 1) {
      await clock.advance(30_000);
      connections[0]!.say(': ping\n\n');
      await settle();
    }
    assert.equal(connections.length, 1);
    await clock.advance(47_000);
    assert.equal(connections.length, 2);
    assert.ok(connections[0]!.isCancelled());
  });

  it('are asked for ever more slowly while the server is away', async () => {
    const away = () => new Response(null, { status: 502 });
    const { client, clock, handlers } = createLiveSetting(Array.from({ length: 8 }, away));
    client.events.subscribe(handlers);
    await clock.advance(120_000);
    const pauses = clock.waits.filter((wait) => wait !== 10_000 && wait !== 45_000);
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('are those of the list that is shown', async () => {
    const { client, connections, handlers } = createLiveSetting();
    client.events.subscribe(handlers, { audience: 'SNP', label: 'icope' });
    await settle();
    assert.match(connections[0]!.request.url, /\/events\?topic=availability&audience=SNP&label=icope$/);
  });

  it('wait as long as the server asks, and not all together', async () => {
    const { client, clock, connections, handlers } = createLiveSetting([
      problem('rate-limited', {}, { 'Retry-After': '90' }),
    ]);
    client.events.subscribe(handlers);
    await clock.advance(90_000);
    assert.equal(connections.length, 0);
    await clock.advance(45_000);
    assert.equal(connections.length, 1);
  });

  it('count from the reset on', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers, { after: 900 });
    await settle();
    connections[0]!.say(reset(3) + availability(4));
    await settle();
    assert.deepEqual(heard.slice(2), ['reset 3', 'availability 4']);
    connections[0]!.end();
    await clock.advance(1000);
    assert.equal(lastEventIds(connections)[1], '4');
  });

  it('that nobody knows are passed over', async () => {
    const { client, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers);
    await settle();
    connections[0]!.say(`event: weather\ndata: rain\n\n${availability(2)}`);
    await settle();
    assert.deepEqual(heard.slice(2), ['availability 2']);
  });

  it('stop for good when refused', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting([problem('not-found')]);
    client.events.subscribe(handlers);
    await clock.advance(60_000);
    assert.deepEqual(heard, ['connecting', 'stopped not-found']);
    assert.equal(connections.length, 0);
  });

  it('stop for good when they break the contract', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers);
    await settle();
    connections[0]!.say('event: availability\ndata: {"sequence":"two"}\n\n');
    await clock.advance(60_000);
    assert.equal(heard.at(-1), 'stopped contract');
    assert.equal(connections.length, 1);
    assert.ok(connections[0]!.isCancelled());
  });

  it('are not told after their listener has left', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting();
    const stop = client.events.subscribe(handlers);
    await settle();
    stop();
    await settle();
    assert.ok(connections[0]!.isCancelled());
    await clock.advance(120_000);
    assert.deepEqual(heard, ['connecting', 'open']);
    assert.equal(connections.length, 1);
  });

  it('are not asked for when the listener leaves at once', async () => {
    const { client, clock, connections, heard, handlers } = createLiveSetting();
    client.events.subscribe(handlers)();
    await clock.advance(60_000);
    assert.equal(connections.length, 0);
    assert.deepEqual(heard, []);
  });

  it('leave no pause behind when the listener leaves during one', async () => {
    const { client, clock, connections, handlers } = createLiveSetting([new Response(null, { status: 502 })]);
    const stop = client.events.subscribe(handlers);
    await settle();
    stop();
    await clock.advance(60_000);
    assert.equal(connections.length, 0);
  });

  it("survive a handler's mistake, which is not hidden", async () => {
    const { client, connections, heard, handlers } = createLiveSetting();
    const mistakes: unknown[] = [];
    process.setUncaughtExceptionCaptureCallback((error) => mistakes.push(error));
    try {
      const onAvailability = () => {
        throw new Error('a mistake of the host');
      };
      client.events.subscribe({ ...handlers, onAvailability });
      await settle();
      connections[0]!.say(availability(2) + reset(3));
      await settle();
    } finally {
      process.setUncaughtExceptionCaptureCallback(null);
    }
    assert.equal(heard.at(-1), 'reset 3');
    assert.match(String(mistakes), /a mistake of the host/);
  });
});
