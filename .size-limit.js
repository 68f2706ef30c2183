import { existsSync, readFileSync } from 'node:fs';

/**
 * The budgets of the kit, in brotli bytes: what a page loads at once (a script and all it imports statically) and what it
 * may come to load (dynamic imports too). Which files these are is read from the manifest Vite writes with the build.
 *
 * @typedef {{ file: string, name?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk
 */
const KIT = 'dist/kit';

/**
 * The aim is 30 kB and it is not reached: lit, @lit/context, ky, idb and zod/mini are 18 kB together, the two languages 5, the styles 2.
 * Until it is, this keeps the sum from growing; lower it with every byte won.
 */
const IN_ALL = '46 kB';

/**
 * @param {string} name
 * @returns {Record<string, Chunk>}
 */
function readManifest(name) {
  const file = new URL(`${KIT}/${name}.manifest.json`, import.meta.url);
  if (!existsSync(file)) throw new Error('Build the kit first: npm run build.');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string} entry Name of an entry, such as `slot-picker`.
 * @param {(chunk: Chunk) => string[]} next Keys of the chunks a chunk leads to.
 * @returns {string[]} paths of the entry and all it leads to
 */
function closure(manifest, entry, next) {
  const start = Object.keys(manifest).find((key) => manifest[key]?.isEntry && manifest[key].name === entry);
  if (!start) throw new Error(`The kit has no entry ${entry}.`);
  const seen = new Set([start]);
  for (const key of seen) {
    const chunk = manifest[key];
    if (chunk) next(chunk).forEach((other) => seen.add(other));
  }
  return [...seen].map((key) => `${KIT}/${manifest[key]?.file}`);
}

/**
 * @param {string} manifestName
 * @param {string} entry
 */
function budgets(manifestName, entry) {
  const manifest = readManifest(manifestName);
  const firstLoad = closure(manifest, entry, ({ imports = [] }) => imports);
  const inAll = closure(manifest, entry, ({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports]);
  return [
    { name: `${entry}.js, first load`, path: firstLoad, limit: '14 kB' },
    { name: `${entry}.js, in all`, path: inAll, limit: IN_ALL },
  ];
}

export default [...budgets('all', 'relais'), ...budgets('each', 'slot-picker')];
