import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { relaisNode } from '../setup/node.js';
import { run, scriptOf } from '../setup/run.js';

/**
 * Whether a package can be used as its package.json says: by publint, and its types by arethetypeswrong under `nodenext` and `bundler`. CommonJS is not
 * promised.
 *
 * @param {string} tarball
 * @returns {Promise<void>}
 * @throws {Error} with what is wrong
 */
export async function checkPackage(tarball) {
  const bytes = readFileSync(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(bytes).buffer },
    level: 'warning',
    strict: true,
  });
  if (messages.length > 0) throw new Error(messages.map((message) => formatMessage(message, pkg)).join('\n'));
  const args = [
    tarball,
    '--profile',
    'esm-only',
    '--no-definitely-typed',
    '--no-emoji',
    '--no-color',
    '--format',
    'table-flipped',
    ...dataFiles(pkg),
  ];
  const code = await run(relaisNode(), [scriptOf('@arethetypeswrong/cli', 'attw'), ...args]);
  if (code !== 0) throw new Error('arethetypeswrong has found types that do not resolve.');
}

/**
 * Entries that are data or style sheets, of which there are no types.
 *
 * @param {Record<string, any>} pkg
 * @returns {string[]}
 */
function dataFiles({ exports }) {
  const names = Object.keys(exports).filter((name) => /\.(?:json|css)$/.test(name));
  return names.length > 0 ? ['--exclude-entrypoints', ...names] : [];
}
