import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { createEventParser } from '../../../packages/sdk/src/core/event-stream.ts';
import type { StreamEvent } from '../../../packages/sdk/src/core/event-stream.ts';

function parse(pieces: readonly string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const feed = createEventParser((event) => events.push(event));
  pieces.forEach(feed);
  return events;
}

/** The same by a parser that many use. */
function parseByLibrary(pieces: readonly string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const parser = createParser({ onEvent: ({ event = '', data }) => events.push({ event, data }) });
  for (const piece of pieces) parser.feed(piece);
  return events;
}

const word = fc.stringMatching(/^[a-z :\u2028é{}]{0,6}$/);
const line = fc.oneof(
  word.map((text) => `data:${text}`),
  word.map((text) => `data: ${text}`),
  word.map((text) => `event: ${text}`),
  fc.constantFrom('', '', 'data', 'event', ':', ': ping', 'id: 4', 'retry: 10', 'other: x', 'datum: x'),
);
const end = fc.constantFrom('\n', '\r\n', '\r');
const stream = fc
  .array(fc.tuple(line, end), { maxLength: 30 })
  .map((lines) => `${lines.map((pair) => pair.join('')).join('')}data:last\n\n`);

/** Cuts a text at any places, between the two halves of an end of line too. */
function cut(text: string, places: readonly number[]): string[] {
  const cuts = [0, ...places.map((place) => place % (text.length + 1)).sort((a, b) => a - b), text.length];
  return cuts.slice(1).map((to, index) => text.slice(cuts[index], to));
}

describe('reading server-sent events', () => {
  it('gives the name and the data of each', () => {
    const text = 'event: availability\nid: 7\ndata: {"sequence":7}\n\n: ping\n\nevent: reset\ndata: {}\n\n';
    assert.deepEqual(parse([text]), [
      { event: 'availability', data: '{"sequence":7}' },
      { event: 'reset', data: '{}' },
    ]);
  });

  it('waits for the end of an event', () => {
    assert.deepEqual(parse(['data: half']), []);
    assert.deepEqual(parse(['data: half\n']), []);
    assert.deepEqual(parse(['da', 'ta: ha', 'lf\n', '\n']), [{ event: '', data: 'half' }]);
  });

  it('agrees with the library of the trade, however it is cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 10 }), (text, places) => {
        const pieces = cut(text, places);
        assert.deepEqual(parse(pieces), parseByLibrary(pieces));
      }),
      { numRuns: 2000 },
    );
  });

  it('tells every id, with a message or without', () => {
    const ids: string[] = [];
    const feed = createEventParser(
      () => undefined,
      (id) => ids.push(id),
    );
    feed('retry: 2000\nid: 7\n\nevent: availability\ndata: {}\nid: 8\n\n: alive\n\n');
    assert.deepEqual(ids, ['7', '8']);
  });
});
