import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as node from '../../../../packages/server/src/core/digest/node.ts';
import * as portable from '../../../../packages/server/src/core/digest/portable.ts';

/** Any text there is: accents, emoji, halves of surrogate pairs, control characters. */
const text = fc.string({
  unit: fc.oneof(fc.constantFrom('a', 'é', '👩‍⚕️', '\ud800', '\udc00', '\0'), fc.string({ maxLength: 1 })),
});

describe('digests in Node and in a page', () => {
  it('are the same for every text', () => {
    fc.assert(fc.property(text, (value) => assert.equal(node.sha256(value), portable.sha256(value))));
  });

  it('are the same under every key', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ minLength: 1, maxLength: 100 })), text, (key, value) =>
        assert.deepEqual(node.createMac(key)(value), portable.createMac(key)(value)),
      ),
    );
  });

  it('are those of the standard', () => {
    // FIPS 180-2, appendix B.1; RFC 4231, test case 2.
    assert.equal(node.sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    assert.equal(
      Buffer.from(node.createMac('Jefe')('what do ya want for nothing?')).toString('hex'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});
