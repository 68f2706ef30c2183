import { existsSync, readFileSync } from 'node:fs';

/**
 * Which files the scripts of the kit are made of, from the manifest Vite writes with the build.
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
 * The files of scripts and of all they lead to, below the folder of the kit.
 *
 * @param {string | readonly string[]} scripts Names, without `.js`.
 * @param {Next} next
 * @returns {string[]}
 */
export function filesOf(scripts, next) {
  const manifest = readManifest();
  const entries = [scripts].flat().map((name) => entryOf(name, manifest));
  return filesFrom(entries, next, manifest);
}

/**
 * @param {string} script
 * @param {Record<string, Chunk>} manifest
 * @returns {string} its key
 */
function entryOf(script, manifest) {
  const key = Object.keys(manifest).find((key) => manifest[key]?.file === `${script}.js`);
  if (!key) throw new Error(`The kit has no ${script}.js.`);
  return key;
}

/**
 * The files of a script and of what it loads as soon as it has something to show: what its first load imports dynamically.
 *
 * @param {string} script Its name, without `.js`.
 * @returns {string[]}
 */
export function filesToShow(script) {
  const manifest = readManifest();
  const first = new Set([entryOf(script, manifest)]);
  for (const key of first) (manifest[key]?.imports ?? []).forEach((other) => first.add(other));
  const next = [...first].flatMap((key) => manifest[key]?.dynamicImports ?? []);
  return filesFrom([...first, ...next], atOnce, manifest);
}

/**
 * What a page loads for the whole of FHIRPath, with all it imports, once the first load of a script is there.
 *
 * @param {string} script Its name, without `.js`.
 * @returns {string[]}
 */
export function filesOfFhirpath(script) {
  const first = filesOf(script, atOnce);
  return filesFrom([FHIRPATH], atOnce, readManifest()).filter((file) => !first.includes(file));
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

/** @returns {Record<string, Chunk>} */
export function readManifest() {
  const file = new URL('kit.manifest.json', KIT);
  if (!existsSync(file)) throw new Error('Build the kit first: npm run build.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
