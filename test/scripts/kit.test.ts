import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { clear, hashOf } from '../../scripts/setup/kit.js';

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

test('the chunks of the last version stay beside the next, for pages that are open, and no older ones', (t) => {
  const kit = mkdtempSync(join(tmpdir(), 'relais-kit-'));
  t.after(() => rmSync(kit, { recursive: true }));
  for (const [name, day] of [
    ['aaaaaaaa', 2],
    ['bbbbbbbb', 3],
    ['cccccccc', 1],
  ] as const) {
    const folder = join(kit, 'chunks', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'base.js'), 'export {};');
    utimesSync(folder, day * 86_400, day * 86_400);
  }
  writeFileSync(join(kit, 'relais.js'), 'export {};');
  clear(kit);
  assert.deepEqual(readdirSync(join(kit, 'chunks')), ['bbbbbbbb']);
  assert.equal(existsSync(join(kit, 'relais.js')), false);
  clear(join(kit, 'nothing'));
});
