import { fileURLToPath } from 'node:url';
import { defineConfig, type LibraryOptions, type Rolldown, type UserConfig } from 'vite';
import { minifyTemplates } from './scripts/kit/minify-templates.js';
import { squeeze } from './scripts/kit/squeeze.js';

const elements = fileURLToPath(new URL('packages/elements/src/', import.meta.url));
const sdk = fileURLToPath(new URL('packages/sdk/src/', import.meta.url));

/** What is loaded later: the client, what it hears changes by, what shows a form, what leads to a booking. */
const CLIENT = `${elements}ui/client.ts`;
const LIVE = `${sdk}core/follow.ts`;
const FORM = `${elements}questionnaire/screen/screen.ts`;
const BOOKING = `${elements}slot-picker/flow.ts`;

/**
 * What comes in one piece, by the roots it is reached from: a chain of shared chunks would travel no sooner, and weigh more. The client is for
 * every element, and comes alone; where there is but the picker, it comes with the booking, and with what keeps the slots shown true.
 */
const PIECES: Readonly<Record<string, readonly string[]>> = { all: [FORM], 'slot-picker': [CLIENT, LIVE, BOOKING] };

/**
 * The kit as a web page loads it, built in several goes (`scripts/setup/kit.js`):
 * - `--mode all`: `relais.js`, a module that registers every element.
 * - `--mode slot-picker` and its like: `slot-picker.js`, a module that registers one element, for pages that need no more. A go
 *   of its own, so that a page gets it in one request and not through a chain of shared chunks.
 * - `--mode classic`: `relais.iife.js`, one classic script, for pages that cannot load a module.
 */
export default defineConfig(({ mode }) => {
  const all = `${elements}index.ts`;
  if (mode === 'classic') return kit({ entry: { 'relais.iife': all }, formats: ['iife'], name: 'Relais' }, false);
  if (mode === 'all') return kit({ entry: { relais: all }, formats: ['es'] }, mode);
  const entry = { [mode]: `${elements}${mode}/relais-${mode}.ts` };
  return kit({ entry, formats: ['es'] }, mode, [
    // A page that names the script of one element needs what shows it: one request, and no chunk that waits for another.
    { find: /^\.\/screen-loader\.ts$/, replacement: `${elements}questionnaire/screen-at-once.ts` },
  ]);
});

function kit(
  lib: LibraryOptions & { entry: Record<string, string> },
  mode: string | false,
  alias: { find: RegExp; replacement: string }[] = [],
): UserConfig {
  return {
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['@relais/source', 'module', 'browser', 'production'], alias },
    // Both stay for as long as the first load of the questionnaire, which may be 25 kB, needs them: 24.96 kB with both, 25.17
    // without Terser (`squeeze`), 25.55 with templates as they are written.
    plugins: [minifyTemplates(), squeeze()],
    publicDir: false,
    build: {
      target: 'es2022',
      outDir: 'dist/kit',
      emptyOutDir: false,
      sourcemap: 'hidden',
      reportCompressedSize: false,
      manifest: mode && `${mode}.manifest.json`,
      lib: { ...lib, fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        // What an entry shares with what it loads later is a chunk of its own, one request more on first load. Chunks that
        // import the entry itself would run it twice in a page that names it with a query, as in `relais.js?v=2`.
        preserveEntrySignatures: 'strict',
        // Most of the time goes into minifying, which is meant.
        checks: { bundlerTimings: false },
        output: {
          // As short as can be: names that look like chance do not compress, and the first load says two dozen of them.
          chunkFileNames: 'chunks/[hash:6].js',
          // In lib mode Vite leaves white space in modules unless told here; that is a tenth of the bytes.
          minify: { compress: true, mangle: true, codegen: true },
          ...(mode !== false && { codeSplitting: chunksOf(Object.values(lib.entry), PIECES[mode] ?? []) }),
        },
      },
    },
  };
}

type CodeSplitting = Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>;
type Graph = Rolldown.ChunkingContext;

/**
 * One chunk for what the entry loads at once, and one for the piece that comes later. What a form and a booking both need goes with the entry,
 * so that neither brings the other along.
 */
function chunksOf(entries: readonly string[], piece: readonly string[]): CodeSplitting {
  const closures = new Map<string, Set<string>>();
  const closureOf = (root: string, graph: Graph): Set<string> => {
    const known = closures.get(root);
    if (known) return known;
    const closure = new Set([root]);
    for (const id of closure) graph.getModuleInfo(id)?.importedIds.forEach((next) => closure.add(next));
    closures.set(root, closure);
    return closure;
  };
  const isNeeded = (id: string, roots: readonly string[], graph: Graph): boolean =>
    !entries.includes(id) && roots.some((root) => closureOf(root, graph).has(id));
  const isOfBoth = (id: string, graph: Graph): boolean => [FORM, BOOKING].every((root) => isNeeded(id, [root], graph));
  return {
    groups: [
      {
        name: (id, graph) => (isNeeded(id, entries, graph) || isOfBoth(id, graph) ? 'first' : null),
        debugName: 'entry',
        priority: 2,
      },
      {
        name: (id, graph) => {
          // A file that has moved would else come in chunks of its own, and nobody would notice.
          const lost = piece.find((root) => !graph.getModuleInfo(root));
          if (lost) throw new Error(`The kit has no ${lost}, which vite.config.ts names.`);
          return isNeeded(id, piece, graph) ? 'later' : null;
        },
        debugName: 'piece',
        priority: 1,
      },
    ],
  };
}
