// `npm run release:version`: raises the version of all packages by what the files of .changeset say, and moves their sentences into CHANGELOG.md. It
// publishes and commits nothing: what it changed is to be read and committed by a person. `npm run release:dry` rehearses it on a copy.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { relaisNode } from '../setup/node.js';
import { ROOT, scriptOf } from '../setup/run.js';
import { runIn } from './run-in.js';

/**
 * @typedef {{ kind: 'major' | 'minor' | 'patch', text: string }} Change
 * @typedef {Record<string, any>} Json
 */

/** What stands above the changes of each kind. */
const HEADINGS = /** @type {const} */ ({ major: 'Breaks', minor: 'Added and changed', patch: 'Fixed' });

/** Where the version is written besides the packages' own package.json, and how. */
const ELSEWHERE = [
  { file: 'packages/server/src/core/version.ts', pattern: /(?<=VERSION = ')[^']+/g },
  { file: 'demo/integrations/wordpress/relais.php', pattern: /(?<=\* Version: +)\S+|\d+\.\d+\.\d+(?=', true)/g },
];

/** Text of the changelog from before changes had files of their own; the first release takes it along. */
const UNRELEASED = /^## Unreleased\n(?<text>[\s\S]*?)(?=^## |(?![\s\S]))/m;

/**
 * @param {string} root Folder of the repository, or of a copy of it.
 * @param {string} day Of the release, `2026-12-02`.
 * @returns {Promise<string>} the new version
 * @throws {Error} when no change is told, or when the packages do not come to one version
 */
export async function raiseVersion(root, day) {
  const changes = readChanges(join(root, '.changeset'));
  if (changes.length === 0) throw new Error('Nothing to release: .changeset tells no change.');
  await runIn(root, relaisNode(), [scriptOf('@changesets/cli', 'changeset'), 'version']);
  const version = versionOf(root);
  writeVersion(root, version);
  const changelog = join(root, 'CHANGELOG.md');
  writeFileSync(changelog, released(readFileSync(changelog, 'utf8'), { version, day, changes }));
  return version;
}

/**
 * @param {string} folder That of the changes.
 * @returns {Change[]} by the names of their files
 * @throws {Error} naming the file that does not say what changes
 */
export function readChanges(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => readChange(name, readFileSync(join(folder, name), 'utf8')));
}

/**
 * @param {string} name
 * @param {string} file
 * @returns {Change}
 */
function readChange(name, file) {
  const { head = '', text = '' } = /^---\n(?<head>[\s\S]*?)\n---\n(?<text>[\s\S]*)$/.exec(file)?.groups ?? {};
  const kinds = /** @type {const} */ (['major', 'minor', 'patch']);
  const kind = kinds.find((one) => new RegExp(`: *['"]?${one}['"]?$`, 'm').test(head));
  if (!kind || text.trim() === '')
    throw new Error(`.changeset/${name} has to name a package with major, minor or patch, and to say what changes.`);
  return { kind, text: text.trim() };
}

/**
 * @param {string} root
 * @returns {string}
 */
function versionOf(root) {
  const folders = readdirSync(join(root, 'packages'));
  const versions = new Set(folders.map((name) => readJson(join(root, 'packages', name, 'package.json')).version));
  const [version] = versions;
  if (versions.size !== 1 || typeof version !== 'string')
    throw new Error(`All packages have to carry one version, and have ${[...versions].join(', ')}.`);
  return version;
}

/**
 * @param {string} root
 * @param {string} version
 */
function writeVersion(root, version) {
  change(join(root, 'package.json'), (text) => text.replace(/(?<="version": ")[^"]+/, version));
  for (const { file, pattern } of ELSEWHERE) change(join(root, file), (text) => text.replaceAll(pattern, version));
  const path = join(root, 'package-lock.json');
  const lock = readJson(path);
  lock.version = version;
  for (const [folder, entry] of Object.entries(/** @type {Json} */ (lock.packages))) {
    if (folder.includes('node_modules')) continue;
    const { dependencies } = readJson(join(root, folder, 'package.json'));
    Object.assign(entry, { version }, dependencies && { dependencies });
  }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

/**
 * @param {string} changelog
 * @param {{ version: string, day: string, changes: Change[] }} release
 * @returns {string} the changelog with the release at its head
 */
export function released(changelog, { version, day, changes }) {
  const earlier = UNRELEASED.exec(changelog)?.groups?.text ?? '';
  const sections = Object.entries(HEADINGS).map(([kind, heading]) => {
    const lines = changes.filter((one) => one.kind === kind).map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}\n`);
    return lines.length > 0 ? `### ${heading}\n\n${lines.join('')}\n` : '';
  });
  const section = `## ${version} (${day})\n\n${sections.join('')}${earlier.trim()}`.trimEnd();
  const rest = changelog.replace(UNRELEASED, '');
  const at = rest.search(/^## /m);
  return at === -1 ? `${rest.trimEnd()}\n\n${section}\n` : `${rest.slice(0, at)}${section}\n\n${rest.slice(at)}`;
}

/**
 * @param {string} path
 * @param {(text: string) => string} edit
 */
function change(path, edit) {
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

/**
 * @param {string} path
 * @returns {Json}
 */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const version = await raiseVersion(ROOT, new Date().toISOString().slice(0, 10));
    console.log(`${version}: read what changed, npm test, commit, then npm publish -w each package in its order.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
