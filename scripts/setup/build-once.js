import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, exclusively } from './lock.js';
import { ROOT } from './run.js';

/**
 * Builds something, unless it stands there already, built from the same sources.
 *
 * @param {string} name Of what is built, and of what is remembered of it.
 * @param {object} what
 * @param {string[]} what.sources Files and folders it is made of, from the repository's folder.
 * @param {() => boolean} what.stands Whether it is still there.
 * @param {string} [what.says] Told on the terminal before it is built.
 * @param {() => Promise<void>} build
 * @returns {Promise<void>}
 */
export function buildOnce(name, { sources, stands, says }, build) {
  const stamp = join(CACHE, `${name}.sha256`);
  return exclusively(name, async () => {
    const hash = hashOf(sources.map((path) => join(ROOT, path)));
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && stands()) return;
    if (says) console.log(says);
    // A build that fails half-way must not count as done.
    rmSync(stamp, { force: true });
    await build();
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(stamp, hash);
  });
}

/**
 * One hash for the names and contents of files and, through all their depth, folders. What does not exist counts as empty.
 *
 * @param {string[]} paths
 * @returns {string} SHA-256, in hexadecimal
 */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesUnder)) {
    const content = readFileSync(file);
    hash.update(`${file.replaceAll('\\', '/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} files, always in the same order
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  const entries = tryReadFolder(path);
  if (!entries) return [path];
  return entries
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** @param {string} path */
export function tryReadFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
