import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { r4Model } from '../../../packages/engine/src/questionnaire/fhirpath/r4-model.ts';

const require = createRequire(new URL('../../../packages/engine/package.json', import.meta.url));
const load = (name: string): unknown => require(`fhirpath/fhir-context/r4/${name}.json`);
const path2Type = load('path2Type') as Record<string, string | { code: string }>;
const choices = load('choiceTypePaths') as Record<string, string[]>;
const repeating = new Set(load('path2Repeating') as string[]);
const model = r4Model();

describe('the model of R4 given to fhirpath', () => {
  it('has every element of the types it knows, as the whole model has it', () => {
    const isKnown = (type: string): boolean => /^(System\.|Backbone)/.test(type) || model.availableTypes.has(type);
    const expected = Object.entries(path2Type).flatMap(([path, value]) => {
      const type = typeof value === 'object' ? value.code : value;
      return model.availableTypes.has(path.split('.')[0]!) && isKnown(type) ? [[path, type] as const] : [];
    });
    assert.ok(expected.length > 1500);
    assert.deepEqual(
      expected.filter(([path, type]) => model.path2Type[path] !== type),
      [],
    );
  });

  it('knows which elements repeat, what a choice offers, and what each type is a kind of', () => {
    const paths = Object.keys(model.path2Type).filter((path) => path in path2Type && path !== 'xhtml.extension');
    assert.deepEqual(
      paths.filter((path) => path in model.path2Repeating),
      paths.filter((path) => repeating.has(path)),
    );
    for (const [path, types] of Object.entries(model.choiceTypePaths)) {
      assert.deepEqual(
        types.toSorted(),
        choices[path]?.filter((type) => `${path}${type}` in model.path2Type).toSorted(),
        path,
      );
    }
    const parents = load('type2Parent') as Record<string, string>;
    for (const [type, parent] of Object.entries(model.type2Parent)) assert.equal(parent, parents[type]);
  });
});
