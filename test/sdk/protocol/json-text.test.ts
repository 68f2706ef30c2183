import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJsonText } from '@relais/sdk/protocol/checker';
import fc from 'fast-check';

function faultOf(text: string): string | undefined {
  const read = readJsonText(text);
  return 'fault' in read ? `${read.fault} ${read.place.line}:${read.place.column}` : undefined;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('A JSON text', () => {
  it('is read as JSON.parse reads it, whatever it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.string({ maxLength: 2 }), (json, place, piece) => {
        const at = place % (json.length + 1);
        for (const text of [json, json.slice(0, at) + piece + json.slice(at), json.slice(0, at) + json.slice(at + 1)]) {
          const read = readJsonText(text);
          assert.equal('value' in read, parses(text), text);
          if ('value' in read) assert.deepEqual(read.value, JSON.parse(text));
        }
      }),
    );
  });

  const faults: [text: string, fault: string][] = [
    ['', 'value-expected 1:1'],
    ['{\n  "a": 1\n  "b": 2\n}', 'comma-or-end-expected 3:3'],
    ['{ "a": 1, }', 'key-expected 1:11'],
    ['{ a: 1 }', 'key-expected 1:3'],
    ['{ "a" 1 }', 'colon-expected 1:7'],
    ['[1, 2', 'comma-or-end-expected 1:6'],
    ['{ "a": "b', 'text-not-closed 1:8'],
    ['"a\nb"', 'text-not-allowed 1:1'],
    ['"\\x"', 'text-not-allowed 1:1'],
    ['01', 'value-expected 1:1'],
    ['{} {}', 'nothing-expected 1:4'],
    ['\u00a0{}', 'value-expected 1:1'],
    ['['.repeat(50_000), 'too-deep 1:202'],
  ];
  for (const [text, fault] of faults) {
    it(`says where it is wrong: ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(faultOf(text), fault));
  }

  it('says where each of its parts begins, or what is around it', () => {
    const read = readJsonText('{\n  "a": [1, { "b": 2 }]\n}');
    assert.ok('value' in read);
    const places = [['a'], ['a', 1, 'b'], ['a', 7], ['none']].map((path) => read.placeOf(path));
    assert.deepEqual(
      places.map(({ line, column }) => `${line}:${column}`),
      ['2:8', '2:19', '2:8', '1:1'],
    );
  });
});
