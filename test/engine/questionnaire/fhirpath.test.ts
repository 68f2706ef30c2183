import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { both } from './both-engines.ts';

const ANSWER = "%resource.repeat(item).where(linkId='note').answer.value";

describe('the whole of FHIRPath', () => {
  for (const source of [`${ANSWER}.trace('note')`, `${ANSWER}.trace('note', $this.length())`]) {
    it(`prints no answer for ${source}`, (t) => {
      const log = t.mock.method(console, 'log', () => undefined);
      assert.deepEqual(both(source).full, ['Ça va']);
      assert.equal(log.mock.callCount(), 0);
    });
  }

  for (const source of [
    `${ANSWER}.memberOf('http://example.org/ValueSet/a')`,
    '%patient.generalPractitioner.resolve()',
    "%terminologies.expand('http://example.org/ValueSet/a')",
  ]) {
    it(`asks no server for ${source}`, (t) => {
      const fetch = t.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('no network')));
      assert.equal(both(source).full, 'error');
      assert.equal(fetch.mock.callCount(), 0);
    });
  }

  for (const [source, results] of [
    ["2 'mg' < 1 'g'", [true]],
    ['%patient.generalPractitioner.type().name', ['Reference']],
    ["Coding { code: 'a' }.code", ['a']],
    ['%claim.item.serviced is date', [true]],
    ["10.power(308) * 100 * 1 'mg'", []],
  ] as const) {
    it(`gives ${JSON.stringify(results)} for ${source}`, () => {
      assert.deepEqual(both(source).full, results);
    });
  }
});
