// The server a browser talks to under `npm run dev`; see scripts/dev.js.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { elementNames } from '../kit/elements.js';
import { ROOT } from '../setup/run.js';

const port = Number(process.env.PORT);
const sites = (process.env.RELAIS_SITE ?? '').split(',').filter(Boolean);

/** Paths Vite answers itself: its own client, the sources and what they import. All others are the backend's. */
const OWN = '@vite|@id|@fs|packages/|node_modules/|kit/[\\w-]+\\.js';

/** What proves protocols, in a worker. */
const CHECKER = 'packages/sdk/src/protocol/checker-worker.ts';

const server = await createServer({
  configFile: false,
  root: ROOT,
  appType: 'custom',
  publicDir: false,
  define: {
    'process.env.NODE_ENV': '"development"',
    KIT_CHUNKS: JSON.stringify(Object.fromEntries(elementNames().map((name) => [name, [`${name}/relais-${name}.ts`]]))),
  },
  resolve: { conditions: ['@relais/source', 'module', 'browser', 'development'] },
  optimizeDeps: { entries: ['packages/elements/src/index.ts'] },
  server: {
    port,
    strictPort: true,
    // Vite's overlay writes HTML, which the pages' security policy refuses; faults are on the terminal and the console.
    hmr: { overlay: false },
    proxy: { [`^/(?!${OWN})`]: { target: `http://127.0.0.1:${process.env.BACKEND_PORT}` } },
  },
  plugins: [{ name: 'kit-from-sources', configureServer }],
});

await server.listen();
console.log(`With reload: http://localhost:${port}/ (the backend behind it listens on ${process.env.BACKEND_PORT})`);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void server.close().then(() => process.exit(0)));
}

/** @param {import('vite').ViteDevServer} vite */
function configureServer(vite) {
  vite.watcher.add(sites);
  vite.watcher.on('change', (file) => {
    if (sites.some((site) => file.startsWith(site))) vite.ws.send({ type: 'full-reload' });
  });
  vite.middlewares.use((request, response, next) => {
    const source = sourceOf(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!source) {
      next();
      return;
    }
    response.setHeader('Content-Type', 'text/javascript');
    response.setHeader('Cache-Control', 'no-store');
    // A worker has no page that could be reloaded.
    if (source === CHECKER) {
      response.end(`import '/${source}';\n`);
      return;
    }
    // The backend's pages do not know of Vite: its client comes with the kit.
    response.end(`import '/@vite/client';\nexport * from '/${source}';\n`);
  });
}

/**
 * @param {string} pathname Such as `/kit/relais.js` or `/kit/slot-picker.js`.
 * @returns {string | undefined} the source of that script of the kit, in the repository
 */
function sourceOf(pathname) {
  const name = /^\/kit\/([\w-]+)\.js$/.exec(pathname)?.[1];
  if (!name) return undefined;
  if (name === 'protocol-checker') return CHECKER;
  if (name === 'form-checker') return 'packages/sdk/src/questionnaire/check.ts';
  const source = `packages/elements/src/${name === 'relais' ? 'autoloader.ts' : `${name}/relais-${name}.ts`}`;
  return existsSync(join(ROOT, source)) ? source : undefined;
}
