import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

test('the backend for pages imports no Node module, however far down', async () => {
  const found: string[] = [];
  const builtins: Plugin = {
    name: 'find-builtins',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!isBuiltin(id)) return undefined;
      found.push(`${importer} imports ${id}`);
      return { id, external: true };
    },
  };
  await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [builtins],
    resolve: { conditions: ['@relais/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      minify: false,
      lib: { entry: 'packages/server/src/page.ts', formats: ['es'] },
      rolldownOptions: { external: ['@sqlite.org/sqlite-wasm'] },
    },
  });
  assert.deepEqual(found, []);
});
