import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const elements = fileURLToPath(new URL('../../packages/elements/src/', import.meta.url));

/** Folders a file imports from, types and dynamic imports included. */
function foldersNeededBy(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(elements, file), 'utf8'));
  const own = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
  return own.map((name) => dirname(join(dirname(file), name)));
}

/** Folder → the others its files import from. */
function readFolders(): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const file of globSync('**/*.ts', { cwd: elements })) {
    const folder = dirname(file);
    const others = foldersNeededBy(file).filter((other) => other !== folder);
    folders.set(folder, new Set([...(folders.get(folder) ?? []), ...others]));
  }
  return folders;
}

test('no way leads from a folder of the elements through others back to it', () => {
  const folders = readFolders();
  assert.ok(folders.size > 8);
  // What needs nothing that is left is taken away, again and again: a circle stays.
  for (let count = -1; count !== folders.size;) {
    count = folders.size;
    for (const [folder, others] of folders) {
      if (![...others].some((other) => folders.has(other))) folders.delete(folder);
    }
  }
  assert.deepEqual([...folders.keys()], []);
});
