import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

/** French texts of the elements, as they stand in their sources. */
const files = globSync('packages/elements/src/**/words/{fr.ts,fr/*.ts}');

it('French punctuation stays with its word wherever a line breaks', () => {
  assert.ok(files.length > 1);
  const loose = files.flatMap((file) => {
    const texts = readFileSync(file, 'utf8').match(/'(?:[^'\\\n]|\\.)*'/g) ?? [];
    return texts.filter((text) => /[\p{L}’)»%] [:;?!»]|« /u.test(text)).map((text) => `${file}: ${text}`);
  });
  assert.deepEqual(loose, []);
});
