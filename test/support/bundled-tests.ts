import { globSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from '@web/dev-server-core';
import { rolldown } from 'rolldown';

/** Where the pieces that test files share are served: under no name that a file of ours has. */
const PIECES = 'test/elements/pieces/';

/** How the name of a bundled test file ends. It stands beside the file itself, so that addresses relative to it stay right. */
const BUNDLED = '.bundled.js';

/** What the dev server of the tests brings by itself, and what looks for a file beside its own. */
const NOT_BUNDLED = [/^\/__web/, '@sqlite.org/sqlite-wasm'];

/** A piece is named by what it holds: who has it need not ask for it again. */
const FOR_EVER = { 'cache-control': 'public, max-age=31536000, immutable' };

/**
 * Serves each test file, and each page's script, with all it imports in a hundred pieces or so. One request for each of more than a thousand modules, for each
 * file and browser, took longer than the tests. All files are bundled at once: what is loaded late stays late, and in one page no
 * module is there twice.
 *
 * @param patterns Of the test files and scripts, from the repository's folder.
 */
export function bundledTests(patterns: readonly string[]): Plugin {
  let root = '';
  let entries = new Set<string>();
  let bundled: Promise<Map<string, string>> | undefined;
  return {
    name: 'bundled-tests',
    serverStart({ config, fileWatcher }) {
      root = config.rootDir;
      entries = new Set(globSync([...patterns], { cwd: root }));
      fileWatcher.on('change', () => (bundled = undefined));
    },
    async serve({ path }) {
      const name = path.slice(1);
      if (entries.has(name)) return { body: `import './${basename(name, '.ts')}${BUNDLED}';`, type: 'js' };
      const isPiece = name.startsWith(PIECES);
      if (!isPiece && !name.endsWith(BUNDLED) && !name.endsWith(`${BUNDLED}.map`)) return undefined;
      bundled ??= bundle(root, entries);
      const body = (await bundled).get(name);
      if (body === undefined) return undefined;
      return { body, type: name.endsWith('.map') ? 'json' : 'js', headers: isPiece ? FOR_EVER : {} };
    },
  };
}

/** @returns the text of each file that is made, by its path from the repository's folder */
async function bundle(root: string, entries: ReadonlySet<string>): Promise<Map<string, string>> {
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries([...entries].map((file) => [file.replace(/\.ts$/, ''), file])),
    platform: 'browser',
    external: NOT_BUNDLED,
    treeshake: false,
    transform: { target: 'es2022' },
    resolve: { conditionNames: ['@relais/source', 'development', 'browser', 'import', 'module', 'default'] },
  });
  const { output } = await build.generate({
    format: 'esm',
    sourcemap: true,
    entryFileNames: `[name]${BUNDLED}`,
    chunkFileNames: `${PIECES}[name]-[hash].js`,
  });
  await build.close();
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}
