import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig, type LibraryOptions, type Rolldown, type UserConfig } from 'vite';
import { elementNames } from './scripts/kit/elements.js';
import { minifyTemplates } from './scripts/kit/minify-templates.js';
import { askTogether, listChunks } from './scripts/kit/scripts.js';
import { squeeze } from './scripts/kit/squeeze.js';
import { kitVersion } from './scripts/setup/kit.js';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));
const elements = elementNames().map((name) => ({ name, file: source(`elements/src/${name}/relais-${name}.ts`) }));

/** Chunks a person waits for: the picker's screens, what calls the backend, and what shows the beginning of a large form. */
const WAITED_FOR = ['flow', 'client', 'beginner'];

/** Elements whose first load is to be 14 kB beside the questionnaire: nothing that only others share comes with them. */
const HELD_TIGHT = ['slot-picker', 'session', 'consent'];

/** What the consent shows first: whoever else names it has the consent on the page by then. */
const OF_THE_CONSENT = /packages\/(model|engine|sdk)\/src\/consent\//;

/** A dashboard is made of figures: it loads the chunk of one, and what it needs of what a figure loads later. */
const OF_THE_INDICATOR = /elements\/src\/indicator\//;

/** What those share who are opened by a link; nobody else loads it. */
const OF_LINKS = /elements\/src\/ui\/link\//;

/** Ends up in what the provider alone loads; the others import what stands beside it in its library. */
const OF_THE_PROVIDER = /@lit\/context\/.*(context-provider|value-notifier)/;

/**
 * The kit as a web page loads it, in five goes (`scripts/setup/kit.js`):
 * - `relais.js`, which loads what defines a tag when the tag appears; `slot-picker.js` and its like, which define one; and their chunks, which all
 *   share. Chunks stand in a folder of their version, so that a page that has been open since yesterday finds those of yesterday.
 * - `--mode protocol-checker`: `protocol-checker.js`, a module worker that proves protocols, for pages that edit them.
 * - `--mode form-checker`: `form-checker.js`, a module that checks forms, for pages that edit them.
 * - `--mode offline-worker`: `offline-worker.js`, which a service worker of the host imports.
 * - `--mode classic`: `relais.iife.js`, everything in one classic script, for pages that cannot load a module.
 *
 * And, by `npm run build:single`, `--mode single-<element>`: one element in one classic script, for records that run without a network.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'classic')
    return kit(
      mode,
      { entry: { 'relais.iife': source('elements/src/index.ts') }, formats: ['iife'], name: 'Relais' },
      {},
    );
  if (mode.startsWith('single-')) {
    const name = mode.slice('single-'.length);
    const entry = { [`relais-${name}`]: source(`elements/src/${name}/relais-${name}.ts`) };
    const alone = kit(mode, { entry, formats: ['iife'], name: 'Relais' }, {});
    return mergeConfig(alone, { build: { outDir: 'dist/single', sourcemap: false } });
  }
  if (mode === 'offline-worker') {
    const entry = { [mode]: source('elements/src/offline-worker.ts') };
    return kit(mode, { entry, formats: ['iife'], name: 'relaisOffline' }, {});
  }
  const chunks = `chunks/${kitVersion()}`;
  if (mode === 'protocol-checker') {
    const entry = { [mode]: source('sdk/src/protocol/checker-worker.ts') };
    // Of its own: a worker could not run what has an element in it.
    return kit(mode, { entry, formats: ['es'] }, { chunkFileNames: `${chunks}/checker/[name].js` });
  }
  if (mode === 'form-checker') {
    const entry = { [mode]: source('sdk/src/questionnaire/check.ts') };
    return kit(mode, { entry, formats: ['es'] }, { chunkFileNames: `${chunks}/form-checker/[name].js` });
  }
  const scripts = Object.fromEntries(elements.map(({ name, file }) => [name, file]));
  const output = { chunkFileNames: `${chunks}/[name].js`, codeSplitting: { groups: groupsOf() } };
  const entry = { relais: source('elements/src/autoloader.ts'), ...scripts };
  const shared = kit('elements', { entry, formats: ['es'] }, output);
  return mergeConfig(shared, {
    plugins: [listChunks(elementNames()), askTogether(WAITED_FOR)],
    build: { manifest: 'kit.manifest.json' },
  });
});

function kit(name: string, lib: LibraryOptions, output: Rolldown.OutputOptions): UserConfig {
  return {
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['@relais/source', 'module', 'browser', 'production'] },
    // Both stay for as long as the first load of the questionnaire, which is to be 25 kB, needs them: some 1 % each.
    plugins: [minifyTemplates(), squeeze()],
    publicDir: false,
    build: {
      target: 'es2022',
      outDir: 'dist/kit',
      emptyOutDir: false,
      sourcemap: 'hidden',
      reportCompressedSize: false,
      // In full, and once: a notice in each chunk is loaded by everybody and says less.
      license: { fileName: `licences/${name}.md` },
      lib: { ...lib, fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        // Chunks that import an entry itself would run it twice in a page that names it with a query, as in `slot-picker.js?v=2`.
        preserveEntrySignatures: 'strict',
        // Most of the time goes into minifying, which is meant.
        checks: { bundlerTimings: false },
        output: {
          // In lib mode Vite leaves white space in modules unless told here; that is a tenth of the bytes.
          minify: { compress: true, mangle: true, codegen: true },
          comments: { legal: false, annotation: false, jsdoc: false },
          ...output,
        },
      },
    },
  };
}

type Graph = Rolldown.ChunkingContext;

/**
 * Which chunk a file goes to that an element loads at first; the bundler decides for what comes later.
 *
 * Cut along what elements share, and so that none whose first load is held to a bar carries what it does not need: `base` is what the questionnaire
 * shares with any other, `common` what the lightest of the others share with any, `desks` what only the heavier ones share, `links` what those share that a link opens, and each has a chunk of its own beside. What one loads at first and another later is shared too.
 */
function groupsOf(): Rolldown.CodeSplittingGroup[] {
  const reach = new Map<string, { readonly first: Set<string>; readonly ever: Set<string> }>();
  const reachOf = (file: string, graph: Graph) => {
    const known = reach.get(file) ?? {
      first: staticOf(file, graph),
      ever: closure(file, (id) => {
        const info = graph.getModuleInfo(id);
        // What comes with another element finds there what the two share.
        const others = info?.dynamicallyImportedIds.filter(
          (next) => !elements.some((one) => staticOf(next, graph).has(one.file)),
        );
        return info && [...info.importedIds, ...(others ?? [])];
      }),
    };
    reach.set(file, known);
    return known;
  };
  const chunkOf = (id: string, graph: Graph): string | null => {
    if (OF_THE_PROVIDER.test(id)) return 'provider';
    const namesBy = (when: 'first' | 'ever') =>
      elements.filter(({ file }) => reachOf(file, graph)[when].has(id)).map(({ name }) => name);
    const atFirst = namesBy('first');
    const isItsOwn = namesBy('ever').length === 1 || OF_THE_CONSENT.test(id);
    if (atFirst.length === 1 && isItsOwn) return atFirst[0] ?? null;
    if (atFirst.length === 0) return null;
    if (OF_LINKS.test(id)) return 'links';
    if (OF_THE_INDICATOR.test(id)) return atFirst.includes('indicator') ? 'indicator' : null;
    if (atFirst.includes('questionnaire')) return 'base';
    return atFirst.some((name) => HELD_TIGHT.includes(name)) ? 'common' : 'desks';
  };
  // What a file of a chunk imports goes with it, unless it is in one of those before.
  const order = [
    'base',
    'common',
    'desks',
    'provider',
    'links',
    // Before the dashboard, which would take what it is made of with it.
    'indicator',
    ...elements.map(({ name }) => name).filter((name) => !['provider', 'indicator'].includes(name)),
  ];
  return order.map((wanted, index) => ({
    name: (id, graph) => (chunkOf(id, graph) === wanted ? wanted : null),
    debugName: wanted,
    priority: order.length - index,
  }));
}

function staticOf(root: string, graph: Graph): Set<string> {
  return closure(root, (id) => graph.getModuleInfo(id)?.importedIds);
}

function closure(root: string, nextOf: (id: string) => readonly string[] | null | undefined): Set<string> {
  const reached = new Set([root]);
  for (const id of reached) nextOf(id)?.forEach((next) => reached.add(next));
  return reached;
}
