import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementNames } from './elements.js';
import { ever, readManifest } from './manifest.js';

/** The script a host's service worker imports, and what stands in it for the list of files (`packages/elements/src/offline-worker.ts`). */
const WORKER = 'offline-worker.js';
const PLACE = 'KIT_FILES';

/**
 * Writes into the worker of the kit which files there are, by which hashes they are known, and which come to load which others: another kit is another
 * worker, which browsers then see by themselves.
 *
 * @param {string} kit Folder of the built kit.
 * @param {string} version
 */
export function listFiles(kit, version) {
  const manifest = readManifest();
  const keys = Object.keys(manifest).filter((key) => !manifest[key]?.isEntry);
  const places = new Map(keys.map((key, place) => [key, place]));
  /** @param {string[]} next */
  const placesOf = (next) => next.flatMap((key) => places.get(key) ?? entryPlaces(key));
  /** An entry is the imports it names. @type {(key: string) => number[]} */
  const entryPlaces = (key) => (manifest[key]?.imports ?? []).flatMap((other) => places.get(other) ?? []);
  /** @param {string} file */
  const integrityOf = (file) =>
    `sha384-${createHash('sha384')
      .update(readFileSync(join(kit, file)))
      .digest('base64')}`;
  const chunks = keys.map((key) => {
    const chunk = manifest[key] ?? { file: key };
    return [chunk.file, integrityOf(chunk.file), placesOf(ever(chunk, manifest))];
  });
  const entries = Object.entries(manifest).filter(([, { isEntry }]) => isEntry);
  /** @param {string} file */
  const entryOf = (file) => entries.find(([, chunk]) => chunk.file === file)?.[0] ?? file;
  const elements = elementNames().map((name) => [name, entryPlaces(entryOf(`${name}.js`))]);
  const scripts = ['relais.js', ...elementNames().map((name) => `${name}.js`)].map((name) => [name, integrityOf(name)]);
  const files = { version, scripts: Object.fromEntries(scripts), chunks, elements: Object.fromEntries(elements) };
  const code = readFileSync(join(kit, WORKER), 'utf8');
  if (!code.includes(PLACE)) throw new Error(`${WORKER} has no place for the list of files.`);
  // Once: everything else of the script reads it from there.
  writeFileSync(join(kit, WORKER), `const ${PLACE}=${JSON.stringify(files)};\n${code}`);
}
