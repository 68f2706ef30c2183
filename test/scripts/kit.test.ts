import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sealKit } from '../../scripts/kit/seal.js';
import { hashOf } from '../../scripts/setup/build-once.js';
import { clear } from '../../scripts/setup/kit.js';

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

test('the scripts of a version load the chunks they are shared with, and are known by their hashes', (t) => {
  const kit = mkdtempSync(join(tmpdir(), 'relais-kit-'));
  t.after(() => rmSync(kit, { recursive: true }));
  mkdirSync(join(kit, 'chunks', 'aaaaaaaa'), { recursive: true });
  writeFileSync(join(kit, 'chunks', 'aaaaaaaa', 'base.js'), 'export {};');
  writeFileSync(join(kit, 'slot-picker.js'), 'import"./chunks/aaaaaaaa/base.js";');
  writeFileSync(join(kit, 'relais.js'), 'const load=e=>import(`./${e}`);const plus=e=>import("./"+e);');
  const { scripts, chunks } = sealKit(kit, { version: '0.1.0-aaaaaaaa', chunks: 'aaaaaaaa' });
  const read = (name: string) => readFileSync(join(kit, 'versions', '0.1.0-aaaaaaaa', name), 'utf8');
  assert.equal(read('slot-picker.js'), 'import"../../chunks/aaaaaaaa/base.js";');
  assert.equal(read('relais.js'), 'const load=e=>import(`../../${e}`);const plus=e=>import("../../"+e);');
  const hash = createHash('sha384').update(read('relais.js')).digest('base64');
  assert.equal(scripts['relais.js'], `sha384-${hash}`);
  assert.deepEqual(Object.keys(chunks), ['chunks/aaaaaaaa/base.js']);
  assert.deepEqual(JSON.parse(readFileSync(join(kit, 'kit.json'), 'utf8')), {
    version: '0.1.0-aaaaaaaa',
    scripts,
    chunks,
  });
});
