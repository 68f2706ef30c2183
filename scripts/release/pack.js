// `node scripts/release/pack.js FOLDER`: builds the packages and packs them into a folder, as `npm publish` would send them.
import { mkdirSync } from 'node:fs';
import { buildKit } from '../setup/kit.js';
import { relaisNode } from '../setup/node.js';
import { run, scriptOf } from '../setup/run.js';
import { buildTypings } from '../setup/typings.js';
import { PACKAGES } from './packages.js';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('The folder of the tarballs has to be named.');

const node = relaisNode();
const projects = ['elements', 'server'].map((name) => `packages/${name}/tsconfig.build.json`);
await expectDone('The packages could not be built.', node, [scriptOf('typescript', 'tsc'), '-b', ...projects]);
await buildTypings(node);
await buildKit(node);
mkdirSync(folder, { recursive: true });
const workspaces = PACKAGES.flatMap((name) => ['-w', `packages/${name}`]);
await expectDone('The packages could not be packed.', 'npm', [
  ...['pack', '--silent', '--pack-destination', folder],
  ...workspaces,
]);

/**
 * @param {string} trouble
 * @param {string} command
 * @param {string[]} args
 */
async function expectDone(trouble, command, args) {
  if ((await run(command, args)) !== 0) throw new Error(trouble);
}
