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
/** The chunk that evaluates the whole of FHIRPath, units of measure included. */
const FHIRPATH = 'packages/engine/src/questionnaire/fhirpath/index.ts';
/** @type {Next} What a page may come to load when none of its forms needs the whole of FHIRPath. */
export const everButFhirpath = (chunk, manifest) => ever(chunk, manifest).filter((key) => key !== FHIRPATH);

/**
 * The files of a script and of all it leads to, below the folder of the kit.
 *
 * @param {string} script Its name, without `.js`.
 * @param {Next} next
 * @returns {string[]}
 */
export function filesOf(script, next) {
  const manifest = readManifest(script);
  return filesFrom(
    Object.keys(manifest).filter((key) => manifest[key]?.isEntry),
    next,
    manifest,
  );
}

/**
 * What a page loads for the whole of FHIRPath, with all it imports, once the first load of a script is there.
 *
 * @param {string} script Its name, without `.js`.
 * @returns {string[]}
 */
export function filesOfFhirpath(script) {
  const first = filesOf(script, atOnce);
  return filesFrom([FHIRPATH], atOnce, readManifest(script)).filter((file) => !first.includes(file));
}

/**
 * @param {string[]} keys Of chunks.
 * @param {Next} next
 * @param {Record<string, Chunk>} manifest
 * @returns {string[]} their files, and those of the chunks they lead to
 */
function filesFrom(keys, next, manifest) {
  const seen = new Set(keys);
  for (const key of seen) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The kit has no ${key}.`);
    next(chunk, manifest).forEach((other) => seen.add(other));
  }
  return [...seen].map((key) => manifest[key]?.file ?? key);
}

/**
 * @param {string} script
 * @returns {Record<string, Chunk>}
 */
function readManifest(script) {
  const file = new URL(`${script}.manifest.json`, KIT);
  if (!existsSync(file)) throw new Error('Build the kit first: npm run build.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
