import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('relais-') } } })],
  // Vite's helper for old browsers is an inline script, which a strict policy refuses.
  build: { modulePreload: { polyfill: false } },
});
