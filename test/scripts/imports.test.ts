import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { circlesOf, importsIn } from './imports.ts';

/** Files that may name each other, with the reason; a circle that is none of these, or wider, is refused. */
const CIRCLES: readonly { readonly files: readonly string[]; readonly because: string }[] = [
  {
    files: ['group', 'items', 'question'].map((name) => `packages/elements/src/questionnaire/view/${name}.ts`),
    because: 'items are groups and questions, and both hold items',
  },
];

describe('imports', () => {
  for (const name of readdirSync(new URL('../../packages', import.meta.url))) {
    it(`go round in no circle in packages/${name}`, () => {
      const isKnown = (circle: readonly string[]): boolean =>
        CIRCLES.some(({ files }) => circle.every((file) => files.includes(file)));
      const found = circlesOf(importsIn(`packages/${name}/src`)).filter((circle) => !isKnown(circle));
      assert.deepEqual(found, []);
    });
  }

  it('make a circle of the files that lead back to themselves', () => {
    const imports = new Map([
      ['door', ['hall']],
      ['hall', ['kitchen', 'cellar']],
      ['kitchen', ['pantry']],
      ['pantry', ['hall']],
      ['cellar', []],
      ['mirror', ['mirror']],
    ]);
    assert.deepEqual(circlesOf(imports), [['hall', 'kitchen', 'pantry'], ['mirror']]);
  });
});
