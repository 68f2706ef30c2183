import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildOnce } from './build-once.js';
import { SOURCES } from './kit.js';
import { ROOT, run, scriptOf } from './run.js';

const OWN = [
  'scripts/release/elements.js',
  'scripts/release/typings.js',
  'packages/elements/custom-elements-manifest.config.js',
  'packages/elements/tsconfig.angular.json',
];

const WRITTEN = ['custom-elements.json', 'types/react.d.ts', 'angular/index.js'];

/** @type {[name: string, command: string, args: string[]][]} */
const COMMANDS = [
  ['typescript', 'tsc', ['-b', 'packages/elements/tsconfig.build.json']],
  ['@angular/compiler-cli', 'ngc', ['-p', 'packages/elements/tsconfig.angular.json']],
];

/**
 * Writes what frameworks and editors know of the elements, unless it stands there already: their manifest, the typings of React and Vue, the directives
 * of Angular.
 *
 * @param {string} node Path of the Node to build with.
 * @returns {Promise<void>}
 * @throws {Error} when one of them cannot be made; its own messages are on the terminal
 */
export function buildTypings(node) {
  const stands = () => WRITTEN.every((name) => existsSync(join(ROOT, 'packages/elements', name)));
  return buildOnce('typings', { sources: [...SOURCES, ...OWN], stands }, async () => {
    const compile = COMMANDS.map(([name, command, args]) => [scriptOf(name, command), ...args]);
    for (const args of [['scripts/release/typings.js'], ...compile]) {
      const code = await run(node, args);
      if (code !== 0) throw new Error(`${args.join(' ')} ended with code ${code}.`);
    }
  });
}
