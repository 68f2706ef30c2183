import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPicture, withoutMetadata } from '@relais/engine/run';
import fc from 'fast-check';
import { EXIF, jpeg, png, webp } from '../../support/pictures.ts';

describe('A picture', () => {
  const made = { width: 1200, height: 900 };

  it('says by its bytes what it is and how large', () => {
    const read = [jpeg, png, webp].map((make) => readPicture(make(made)));
    assert.deepEqual(
      read,
      ['image/jpeg', 'image/png', 'image/webp'].map((type) => ({ type, ...made, hasMetadata: false })),
    );
  });

  it('says when it tells more than what is seen', () => {
    const read = [jpeg, png, webp].map((make) => readPicture(make({ told: EXIF }))?.hasMetadata);
    assert.deepEqual(read, [true, true, true]);
  });

  it('keeps the colours of a JPEG, and loses the rest of what stands beside it', () => {
    const colours = jpeg({ told: 'x' });
    const profile = new Uint8Array([0xff, 0xe2, 0, 15, ...new TextEncoder().encode('ICC_PROFILE\0\x01')]);
    const coloured = new Uint8Array([...colours.subarray(0, 2), ...profile, ...colours.subarray(2)]);
    const bare = withoutMetadata(coloured);
    assert.equal(readPicture(bare)?.hasMetadata, false);
    assert.equal(bare.length, coloured.length - 5);
    assert.ok(Buffer.from(bare).includes('ICC_PROFILE'));
    assert.deepEqual(withoutMetadata(jpeg()), jpeg());
    assert.deepEqual(withoutMetadata(png({ told: EXIF })), png({ told: EXIF }));
  });

  it('is none when it goes on after its end', () => {
    for (const make of [jpeg, png, webp])
      assert.equal(readPicture(Uint8Array.from([...make(), ...Buffer.from('ftypmp42')])), undefined, make.name);
  });

  it('is none when it is something else, or broken off', () => {
    const others = ['', 'GIF89a', '%PDF-1.7', '<svg xmlns="http://www.w3.org/2000/svg"/>', '\x89PNG\r\n\x1a\n'];
    for (const text of others) assert.equal(readPicture(Buffer.from(text, 'latin1')), undefined, text);
    for (const make of [jpeg, png, webp]) assert.equal(readPicture(make().subarray(0, 22)), undefined, make.name);
  });

  it('is read to an end whatever its bytes are', () => {
    const starts = fc.constantFrom(jpeg(), png(), webp()).map((bytes) => [...bytes]);
    const bytes = fc.tuple(starts, fc.nat(60), fc.uint8Array({ maxLength: 40 }), fc.nat(200));
    fc.assert(
      fc.property(bytes, ([start, from, changed, end]) => {
        const all = Uint8Array.from([...start.slice(0, from), ...changed, ...start.slice(from)]).subarray(0, end);
        const picture = readPicture(all);
        if (picture) withoutMetadata(all.slice());
      }),
      { numRuns: 2000 },
    );
  });
});
