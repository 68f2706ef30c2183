import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';

const elements = fileURLToPath(new URL('packages/elements/src/', import.meta.url));

/**
 * The kit as a web page loads it: `relais.js` registers every element, `slot-picker.js` and its like one element each.
 * `--mode classic` makes `relais.iife.js` instead, one file for pages that cannot load a module script.
 */
export default defineConfig(({ mode }) => (mode === 'classic' ? classicScript() : modules()));

function modules(): UserConfig {
  return {
    ...shared(),
    build: {
      ...output(),
      lib: { entry: kitEntries(), formats: ['es'], fileName: (_format, name) => `${name}.js` },
      rolldownOptions: {
        // In lib mode Vite leaves white space in modules unless told here; that is a tenth of the bytes.
        output: {
          minify: { compress: true, mangle: true, codegen: true },
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  };
}

function classicScript(): UserConfig {
  return {
    ...shared(),
    build: {
      ...output(),
      emptyOutDir: false,
      lib: { entry: `${elements}index.ts`, formats: ['iife'], name: 'Relais', fileName: () => 'relais.iife.js' },
    },
  };
}

function shared(): UserConfig {
  return {
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { conditions: ['@relais/source', 'module', 'browser', 'production'] },
    publicDir: false,
  };
}

function output() {
  return { target: 'es2022', outDir: 'dist/kit', sourcemap: true, reportCompressedSize: false };
}

/** One entry per folder that holds a `relais-*.ts`, the file that registers a tag, and one for all of them. */
function kitEntries(): Record<string, string> {
  const folders = readdirSync(elements, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const registrations = folders.map(({ name }) => [name, `${elements}${name}/relais-${name}.ts`] as const);
  return {
    relais: `${elements}index.ts`,
    ...Object.fromEntries(registrations.filter(([, file]) => existsSync(file))),
  };
}
