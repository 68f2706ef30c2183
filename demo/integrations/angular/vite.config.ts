import linker from '@angular/compiler-cli/linker/babel';
import { transformAsync } from '@babel/core';
import { defineConfig, type Plugin } from 'vite';

/** Packages for Angular come half compiled; linked here, a page needs no compiler, which a strict policy would refuse. */
function angularLinker(): Plugin {
  return {
    name: 'angular-linker',
    transform: {
      filter: { id: /(@angular\/.*\.mjs|\/angular\/index\.js)$/, code: /ɵɵngDeclare/ },
      async handler(code, filename) {
        const linked = await transformAsync(code, { filename, plugins: [linker], configFile: false, babelrc: false });
        return linked?.code ? { code: linked.code, map: null } : undefined;
      },
    },
  };
}

export default defineConfig({
  plugins: [angularLinker()],
  define: { ngDevMode: 'false', ngJitMode: 'false', ngServerMode: 'false' },
  // Vite's helper for old browsers is an inline script, which a strict policy refuses.
  build: { modulePreload: { polyfill: false } },
});
