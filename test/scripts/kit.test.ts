import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashOf } from '../../scripts/setup/kit.js';

test('the kit is built anew when a source changes, comes, goes or moves', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'relais-kit-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const seen = new Set<string>();
  const isNew = () => seen.size < seen.add(hashOf([folder])).size;

  assert.equal(isNew(), true);
  assert.equal(isNew(), false, 'nothing changed');
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'a.ts'), 'export {};');
  assert.equal(isNew(), true, 'a file came');
  writeFileSync(join(folder, 'deep', 'a.ts'), 'export {}; ');
  assert.equal(isNew(), true, 'its content changed');
  rmSync(join(folder, 'deep', 'a.ts'));
  writeFileSync(join(folder, 'deep', 'b.ts'), 'export {}; ');
  assert.equal(isNew(), true, 'its name changed');
  writeFileSync(join(folder, 'deep', 'b.ts'), 'export {}; ');
  assert.equal(isNew(), false, 'written again with the same content');
});
