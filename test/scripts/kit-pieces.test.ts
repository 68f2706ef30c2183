import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { elementNames } from '../../scripts/kit/elements.js';

const ELEMENTS = '/packages/elements/src/';

/** Elements that are made of others, with those they bring: what else stands on the page of a dashboard are figures. */
const HOLDS: Readonly<Record<string, readonly string[]>> = { dashboard: ['indicator', 'provider'] };

/** The chunks of the kit. */
let chunks: Rolldown.OutputChunk[];

before(async () => {
  const outputs = (await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput[];
  chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
});

/** The chunk a file of the elements is in, and all it imports: what a page loads for it. */
function loadedFor(file: string): Set<Rolldown.OutputChunk> {
  const own = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(ELEMENTS + file)));
  assert.ok(own, `${file} is in no chunk`);
  return loadedFrom(own);
}

function loadedFrom(own: Rolldown.OutputChunk | undefined): Set<Rolldown.OutputChunk> {
  assert.ok(own);
  const loaded = new Set([own]);
  for (const { imports } of loaded) for (const other of chunks) if (imports.includes(other.fileName)) loaded.add(other);
  return loaded;
}

/** Folders of the elements a page loads something of for a file. */
function foldersOf(file: string): string[] {
  const files = [...loadedFor(file)].flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes(ELEMENTS));
  return [...new Set(files.map((id) => id.split(ELEMENTS)[1]!.split('/')[0]!))].sort();
}

describe('each part of the kit comes without the others', () => {
  test('the client brings nothing of any element', () => {
    assert.deepEqual(foldersOf('ui/client.ts'), ['ui']);
  });

  for (const name of elementNames())
    test(`${name} comes at first with nothing of another element, nor the client`, () => {
      assert.deepEqual(foldersOf(`${name}/relais-${name}.ts`), [name, 'ui', ...(HOLDS[name] ?? [])].sort());
      const [client] = loadedFor('ui/client.ts');
      assert.equal(loadedFor(`${name}/relais-${name}.ts`).has(client!), false);
    });

  // A face that brings more than a page needs moves what it brings into what every page loads: each first load grows.
  test('what several elements come with at first is of no subject', () => {
    const alone = elementNames().filter((name) => !Object.hasOwn(HOLDS, name));
    const firsts = alone.map((name) => loadedFor(`${name}/relais-${name}.ts`));
    const shared = chunks.filter((chunk) => firsts.filter((first) => first.has(chunk)).length > 1);
    const own = shared.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes('/packages/'));
    assert.ok(own.length > 0);
    assert.deepEqual(
      own.filter(
        (id) => !/\/packages\/(?:elements\/src\/ui|(?:model|engine|sdk)\/src\/core|engine\/src\/time)\//.test(id),
      ),
      [],
    );
  });

  test('a booking brings nothing of the questionnaire', () => {
    assert.deepEqual(foldersOf('slot-picker/flow.ts'), ['slot-picker', 'ui']);
  });

  for (const file of [
    'layouts/tabs.ts',
    'layouts/pages.ts',
    'screen/feedback.ts',
    'words/en.ts',
    'draft-controller.ts',
  ])
    test(`${file} of a form brings nothing of the picker`, () => {
      assert.deepEqual(foldersOf(`questionnaire/${file}`), ['questionnaire', 'ui']);
    });

  test('the whole of FHIRPath comes without the client', () => {
    const whole = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('questionnaire/fhirpath/index.ts'));
    const files = [...loadedFrom(whole)].flatMap(({ moduleIds }) => moduleIds);
    assert.deepEqual(
      files.filter((id) => id.includes('/packages/sdk/src/core/')),
      [],
    );
  });

  test('Lit comes once, and every script of an element asks at once for all it needs', () => {
    const withLit = chunks.filter(({ moduleIds }) => moduleIds.some((id) => id.endsWith('/lit-html/lit-html.js')));
    assert.equal(withLit.length, 1);
    for (const name of elementNames()) {
      const script = chunks.find(({ fileName }) => fileName === `${name}.js`);
      const asked = [...(script?.code.matchAll(/import"\.\/([^"]+)"/g) ?? [])].map(([, path]) => path);
      const needed = [...loadedFrom(script)].map(({ fileName }) => fileName).filter((path) => path !== `${name}.js`);
      assert.deepEqual(asked.sort(), needed.sort());
      assert.ok(asked.includes(withLit[0]!.fileName));
    }
  });

  for (const file of ['slot-picker/flow.ts', 'ui/client.ts'])
    test(`a press asks at once for ${file} and all it needs`, () => {
      const [wanted] = loadedFor(file);
      const script = chunks.find(({ fileName }) => fileName === 'slot-picker.js');
      const there = loadedFrom(script);
      const asking = [...there].find(({ dynamicImports }) => dynamicImports.includes(wanted!.fileName));
      const needed = [...loadedFrom(wanted)].filter((chunk) => !there.has(chunk));
      assert.ok(needed.length > 1);
      const groups = [...(asking?.code.matchAll(/Promise\.all\(\[(import\([^\]]+)\]\)/g) ?? [])].map(
        ([, group]) => group,
      );
      const nameOf = ({ fileName }: Rolldown.OutputChunk): string => `\`./${fileName.split('/').at(-1) ?? ''}\``;
      assert.ok(groups.some((group) => needed.every((chunk) => group?.includes(nameOf(chunk)))));
    });

  test('relais.js knows every element', () => {
    const loader = chunks.find(({ fileName }) => fileName === 'relais.js');
    for (const name of elementNames()) assert.match(loader?.code ?? '', new RegExp(`/${name}\\.js"`));
  });
});
