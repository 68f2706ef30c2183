import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fr } from '../../packages/elements/src/slot-picker/words/fr.ts';

/** Keys of words, those within words included, each with what kind of thing it is. */
function shapeOf(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([key, word]: [string, unknown]) =>
    typeof word === 'object' && word !== null ? shapeOf(word, `${before}${key}.`) : [`${before}${key}: ${typeof word}`],
  );
}

test('the Spanish of the demonstration says all that a picker says, and nothing else', async () => {
  const address = new URL('../../demo/site/languages/es.js', import.meta.url).href;
  const { default: translation } = (await import(address)) as { default: Record<string, object> };
  assert.deepEqual(Object.keys(translation), ['relais-slot-picker']);
  assert.deepEqual(shapeOf(translation['relais-slot-picker']!).sort(), shapeOf(fr).sort());
});
