import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What `kit.json` says, for pages that name one version of the kit and check what they load.
 *
 * @typedef {object} Seal
 * @property {string} version Name of the folder in `versions/`.
 * @property {Record<string, string>} scripts Integrity of the scripts of that folder, by their names.
 * @property {Record<string, string>} chunks Integrity of all that these load, by their paths from the folder of the kit.
 */

/**
 * Puts the scripts a page names once more into a folder of their version, where they never change, and says in `kit.json` by which hashes they and
 * their chunks are known. Chunks stand in the folder of their version already, and are shared.
 *
 * @param {string} kit Folder of the built kit.
 * @param {{ version: string, chunks: string }} of The version, and the name of its folder of chunks.
 * @returns {Seal}
 */
export function sealKit(kit, { version, chunks }) {
  const folder = join(kit, 'versions', version);
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(kit).filter((name) => name.endsWith('.js'));
  /** @type {Seal} */
  const seal = { version, scripts: {}, chunks: {} };
  for (const name of names) {
    const code = readFileSync(join(kit, name), 'utf8');
    const moved = name.endsWith('.iife.js') ? code : movedBy('../../', code);
    writeFileSync(join(folder, name), moved);
    seal.scripts[name] = integrityOf(moved);
  }
  for (const path of scriptsUnder(join(kit, 'chunks', chunks)))
    seal.chunks[`chunks/${chunks}/${path}`] = integrityOf(readFileSync(join(kit, 'chunks', chunks, path)));
  writeFileSync(join(kit, 'kit.json'), `${JSON.stringify(seal, null, 2)}\n`);
  return seal;
}

/**
 * A script whose chunks are as many folders higher. What it imports is written in full (`"./chunks/…"`), or put together by `relais.js` from `./` and a path.
 *
 * @param {string} way
 * @param {string} code
 */
function movedBy(way, code) {
  return code
    .replaceAll(/(["'`])\.\/(?=chunks\/|\$\{)/g, `$1${way}`)
    .replaceAll(/(["'`])\.\/\1(?=\s*\+)/g, `$1${way}$1`);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function scriptsUnder(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
  return names.filter((name) => name.endsWith('.js')).sort();
}

/** @param {string | Buffer} bytes */
function integrityOf(bytes) {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}
