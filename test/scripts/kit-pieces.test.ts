import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const ELEMENTS = '/packages/elements/src/';

/** The chunks of `relais.js`, which holds every element. */
let chunks: Rolldown.OutputChunk[];

before(async () => {
  const outputs = (await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    mode: 'all',
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput[];
  chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
});

/** The chunk a file of the elements is in, and all it imports: what a page loads for it. */
function loadedFor(file: string): Set<Rolldown.OutputChunk> {
  const own = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(ELEMENTS + file)));
  assert.ok(own, `${file} is in no chunk`);
  const loaded = new Set([own]);
  for (const { imports } of loaded) for (const other of chunks) if (imports.includes(other.fileName)) loaded.add(other);
  return loaded;
}

/** Folders of the elements a page loads something of for a file, once the first load is there. */
function foldersOf(file: string): string[] {
  const first = loadedFor('index.ts');
  const later = [...loadedFor(file)].filter((chunk) => !first.has(chunk));
  const files = later.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes(ELEMENTS));
  return [...new Set(files.map((id) => id.split(ELEMENTS)[1]!.split('/')[0]!))].sort();
}

describe('each part of the kit comes without the others', () => {
  test('the client brings nothing of any element', () => {
    assert.deepEqual(foldersOf('ui/client.ts'), ['ui']);
  });

  test('a form brings nothing of the picker, nor the client', () => {
    assert.deepEqual(foldersOf('questionnaire/screen/screen.ts'), ['questionnaire', 'ui']);
    const [client] = loadedFor('ui/client.ts');
    assert.equal(loadedFor('questionnaire/screen/screen.ts').has(client!), false);
  });

  test('a booking brings nothing of the questionnaire', () => {
    assert.deepEqual(foldersOf('slot-picker/flow.ts'), ['slot-picker', 'ui']);
  });
});
