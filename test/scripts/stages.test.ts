import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { STAGES } from '../../scripts/testing/stages.js';

test('no two stages have one name', () => {
  const names = STAGES.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

test('every test file stands in the folder of a stage', () => {
  const folders = STAGES.flatMap(({ steps }) => steps.flat().map(({ folder }) => folder));
  const files = readdirSync(fileURLToPath(new URL('..', import.meta.url)), { recursive: true, encoding: 'utf8' });
  const lost = files.filter((file) => /\.(test|spec)\.[jt]s$/.test(file) && !folders.includes(file.split(/[/\\]/)[0]));
  assert.deepEqual(lost, []);
});
