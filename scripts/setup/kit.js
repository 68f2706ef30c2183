import { cpSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../kit/offline.js';
import { sealKit } from '../kit/seal.js';
import { buildOnce, hashOf, tryReadFolder } from './build-once.js';
import { ROOT, run, scriptOf } from './run.js';

/** Folder of the built kit, the scripts a web page loads. */
export const KIT = join(ROOT, 'dist', 'kit');

/** What the kit is made of. */
export const SOURCES = [
  'packages/model/src',
  'packages/engine/src',
  'packages/sdk/src',
  'packages/elements/src',
  'packages/elements/themes',
  'packages/model/package.json',
  'packages/engine/package.json',
  'packages/sdk/package.json',
  'packages/elements/package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.config.ts',
  'scripts/kit',
];

/**
 * What the chunks of the kit are told apart by, from one state of its sources to another.
 *
 * @returns {string}
 */
export function kitVersion() {
  return hashOf(SOURCES.map((path) => join(ROOT, path))).slice(0, 8);
}

/**
 * The folder of the scripts of this state of the sources, as a page names it that stays with one version: `0.1.0-1a2b3c4d`.
 *
 * @returns {string}
 */
export function kitFolder() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(ROOT, 'packages/elements/package.json'), 'utf8'));
  return `${version}-${kitVersion()}`;
}

/**
 * Builds the kit into `dist/kit`, unless it stands there already, built from the same sources.
 *
 * @param {string} node Path of the Node to build with.
 * @returns {Promise<void>}
 * @throws {Error} when the build fails; Vite's own messages are on the terminal
 */
export function buildKit(node) {
  const stands = () => existsSync(join(KIT, 'relais.js'));
  return buildOnce('kit', { sources: SOURCES, stands, says: 'Building the kit…' }, async () => {
    clear(KIT);
    for (const mode of ['production', 'protocol-checker', 'form-checker', 'offline-worker', 'classic']) {
      const code = await run(node, [scriptOf('vite'), 'build', '--mode', mode, '--logLevel', 'warn']);
      if (code !== 0) throw new Error(`The kit could not be built (vite build ended with code ${code}).`);
    }
    cpSync(join(ROOT, 'packages/elements/themes'), join(KIT, 'themes'), { recursive: true });
    listFiles(KIT, kitFolder());
    sealKit(KIT, { version: kitFolder(), chunks: kitVersion() });
  });
}

/**
 * Makes way for another version of the kit. The chunks and scripts of the last one stay: pages that are open, or name that version, have them still to load.
 *
 * @param {string} kit
 */
export function clear(kit) {
  for (const folder of OF_VERSIONS) keepNewest(join(kit, folder));
  for (const { name } of tryReadFolder(kit) ?? [])
    if (!OF_VERSIONS.includes(name)) rmSync(join(kit, name), { recursive: true });
}

/** Folders of the kit that hold one folder a version. */
const OF_VERSIONS = ['chunks', 'versions'];

/** @param {string} folder Of versions. */
function keepNewest(folder) {
  const versions = tryReadFolder(folder) ?? [];
  const builtAt = (/** @type {string} */ name) => statSync(join(folder, name)).mtimeMs;
  const names = versions.map(({ name }) => name).sort((a, b) => builtAt(b) - builtAt(a));
  for (const name of names.slice(1)) rmSync(join(folder, name), { recursive: true });
}
