import { existsSync, readFileSync } from 'node:fs';

/**
 * The budgets of the kit, in brotli bytes: what a page loads at once (a script and all it imports statically) and what it
 * may come to load (dynamic imports too). Which files these are is read from the manifest Vite writes with the build.
 *
 * @typedef {{ file: string, name?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk
 */
const KIT = 'dist/kit';

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
 * @param {(chunk: Chunk) => string[]} next Keys of the chunks a chunk leads to.
 * @returns {string[]} paths of the entry and all it leads to
 */
function closure(manifest, next) {
  const seen = new Set(Object.keys(manifest).filter((key) => manifest[key]?.isEntry));
  for (const key of seen) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The kit has no ${key}.`);
    next(chunk).forEach((other) => seen.add(other));
  }
  return [...seen].map((key) => `${KIT}/${manifest[key]?.file}`);
}

/** @param {Chunk} chunk */
const atOnce = ({ imports = [] }) => imports;
/** @param {Chunk} chunk */
const ever = ({ imports = [], dynamicImports = [] }) => [...imports, ...dynamicImports];

/** @param {Chunk} chunk */
const all = readManifest('all');
const picker = readManifest('slot-picker');
const questionnaire = readManifest('questionnaire');

/** @param {Chunk} chunk */
const everButUnits = (chunk) => ever(chunk).filter((key) => questionnaire[key]?.name !== 'ucum');

export default [
  { name: 'slot-picker.js, first load', path: closure(picker, atOnce), limit: '14 kB' },
  { name: 'slot-picker.js, in all', path: closure(picker, ever), limit: '54 kB' },
  { name: 'questionnaire.js, first load: a form of plain items', path: closure(questionnaire, atOnce), limit: '25 kB' },
  { name: 'questionnaire.js, all but units', path: closure(questionnaire, everButUnits), limit: '145 kB' },
  { name: 'relais.js, first load', path: closure(all, atOnce), limit: '20 kB' },
];
