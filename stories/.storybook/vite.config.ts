import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { customElementsManifest } from './manifest-plugin.ts';

export default defineConfig(({ mode }) => ({
  plugins: [customElementsManifest(fileURLToPath(new URL('../../packages/elements', import.meta.url)))],
  resolve: {
    conditions: ['@relais/source', 'module', 'browser', mode === 'production' ? 'production' : 'development'],
  },
  // SQLite finds its .wasm beside its own module, where a pre-bundled copy would not stand.
  optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] },
  // One chunk carries the whole backend and its database; a warning about its size tells nothing.
  build: { chunkSizeWarningLimit: 4000 },
}));
