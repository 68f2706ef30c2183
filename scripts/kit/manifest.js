import { existsSync, readFileSync } from 'node:fs';

/**
 * Which files a script of the kit is made of, from the manifest Vite writes with the build.
 *
 * @typedef {{ file: string, name?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk
 * @typedef {(chunk: Chunk, manifest: Record<string, Chunk>) => string[]} Next Keys of the chunks a chunk leads to.
 */

const KIT = new URL('../../dist/kit/', import.meta.url);

/** @type {Next} What a page loads with a chunk. */
export const atOnce = ({ imports = [] }) => imports;
/** @type {Next} What it may come to load after it. */
export const ever = ({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports];
/** @type {Next} The same without units of measure. */
export const everButUnits = (chunk, manifest) => ever(chunk, manifest).filter((key) => manifest[key]?.name !== 'ucum');

/**
 * The files of a script and of all it leads to, below the folder of the kit.
 *
 * @param {string} script Its name, without `.js`.
 * @param {Next} next
 * @returns {string[]}
 */
export function filesOf(script, next) {
  const file = new URL(`${script}.manifest.json`, KIT);
  if (!existsSync(file)) throw new Error('Build the kit first: npm run build.');
  const manifest = /** @type {Record<string, Chunk>} */ (JSON.parse(readFileSync(file, 'utf8')));
  const seen = new Set(Object.keys(manifest).filter((key) => manifest[key]?.isEntry));
  for (const key of seen) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The kit has no ${key}.`);
    next(chunk, manifest).forEach((other) => seen.add(other));
  }
  return [...seen].map((key) => manifest[key]?.file ?? key);
}
