import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './build-once.js';
import { SOURCES } from './kit.js';
import { ROOT, run, scriptOf } from './run.js';
import { buildTypings } from './typings.js';

/** The pages of `demo/integrations`, by the framework each is written in. */
export const FRAMEWORKS = ['react', 'vue', 'angular'];

/**
 * What builds them, once the packages are as they are published: each page as its own `npm run build` does, types checked.
 *
 * @type {[name: string, command: string, args: string[]][]}
 */
const COMMANDS = [
  ['typescript', 'tsc', ['-p', folderOf('react')]],
  ['vue-tsc', 'vue-tsc', ['-p', folderOf('vue')]],
  ['@angular/compiler-cli', 'ngc', ['-p', `${folderOf('angular')}/tsconfig.app.json`]],
  ...FRAMEWORKS.map((framework) => viteBuild(framework)),
];

/**
 * Builds the pages into `demo/integrations`, unless they stand there already, built from the same sources.
 *
 * @param {string} node Path of the Node to build with.
 * @returns {Promise<void>}
 * @throws {Error} when a build fails; its own messages are on the terminal
 */
export function buildIntegrations(node) {
  const own = FRAMEWORKS.flatMap((framework) => sourcesOf(folderOf(framework)));
  const what = {
    sources: [...SOURCES, 'scripts/release', ...own, 'demo/editor/record'],
    stands: () => FRAMEWORKS.every((framework) => existsSync(join(ROOT, folderOf(framework), 'dist'))),
    says: 'Building the pages of React, Vue and Angular…',
  };
  return buildOnce('integrations', what, async () => {
    await buildTypings(node);
    for (const [name, command, args] of COMMANDS) {
      const code = await run(node, [scriptOf(name, command), ...args]);
      if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}.`);
    }
  });
}

/** @param {string} framework */
function folderOf(framework) {
  return `demo/integrations/${framework}`;
}

/** @param {string} folder */
function sourcesOf(folder) {
  const files = ['src', 'index.html', 'package.json', 'tsconfig.json', 'tsconfig.app.json', 'vite.config.ts'];
  return files.map((file) => `${folder}/${file}`);
}

/**
 * @param {string} framework
 * @returns {[name: string, command: string, args: string[]]}
 */
function viteBuild(framework) {
  return ['vite', 'vite', ['build', folderOf(framework), '--logLevel', 'error']];
}
