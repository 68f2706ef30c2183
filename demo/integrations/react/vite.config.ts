import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Vite's helper for old browsers is an inline script, which a strict policy refuses.
  build: { modulePreload: { polyfill: false } },
});
