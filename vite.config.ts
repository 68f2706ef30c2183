import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type LibraryOptions, type UserConfig } from 'vite';
import { minifyTemplates } from './scripts/kit/minify-templates.js';
import { slimFhirpath } from './scripts/slim-fhirpath.js';

const elements = fileURLToPath(new URL('packages/elements/src/', import.meta.url));

/**
 * The kit as a web page loads it, built in three goes (`scripts/setup/kit.js`):
 * - `--mode all`: `relais.js`, a module that registers every element. A go of its own, so that a page gets it in one request
 *   and not through a chain of shared chunks; what the elements load later are chunks of their own.
 * - `--mode each`: `slot-picker.js` and its like, one module for each element, with what they share in chunks.
 * - `--mode classic`: `relais.iife.js`, one classic script, for pages that cannot load a module.
 */
export default defineConfig(({ mode }) => {
  const all = `${elements}index.ts`;
  if (mode === 'classic') return kit({ entry: { 'relais.iife': all }, formats: ['iife'], name: 'Relais' }, false);
  return kit({ entry: mode === 'each' ? eachElement() : { relais: all }, formats: ['es'] }, `${mode}.manifest.json`);
});

function kit(lib: LibraryOptions, manifest: string | false): UserConfig {
  return {
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['@relais/source', 'module', 'browser', 'production'] },
    plugins: [minifyTemplates(), slimFhirpath()],
    publicDir: false,
    build: {
      target: 'es2022',
      outDir: 'dist/kit',
      emptyOutDir: false,
      sourcemap: true,
      reportCompressedSize: false,
      manifest,
      lib: { ...lib, fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        // What an entry shares with what it loads later is a chunk of its own, one request more on first load. Chunks that
        // import the entry itself would run it twice in a page that names it with a query, as in `relais.js?v=2`.
        preserveEntrySignatures: 'strict',
        output: {
          chunkFileNames: 'chunks/[name]-[hash].js',
          // In lib mode Vite leaves white space in modules unless told here; that is a tenth of the bytes.
          minify: { compress: true, mangle: true, codegen: true },
        },
      },
    },
  };
}

/** One entry per folder that holds a `relais-*.ts`, the file that registers a tag. */
function eachElement(): Record<string, string> {
  const folders = readdirSync(elements, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const registrations = folders.map(({ name }) => [name, `${elements}${name}/relais-${name}.ts`] as const);
  return Object.fromEntries(registrations.filter(([, file]) => existsSync(file)));
}
