import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.js';

/** The major version of Node that runs the sources as they are: TypeScript without types, `node:sqlite`. */
export const WANTED = 24;

/**
 * The Node that runs Relais: the one npm installed beside the packages (on Linux), else the person's own.
 *
 * @returns {string} path
 * @throws {Error} when neither is new enough, saying what is wanted
 */
export function relaisNode() {
  const candidates = [join(ROOT, 'node_modules', '.bin', 'node'), process.execPath].filter(existsSync);
  const versions = candidates.map((path) => ({ path, version: versionOf(path) }));
  return chooseNode(versions, process.platform);
}

/**
 * @param {{ path: string, version: string | undefined }[]} candidates In order of preference; no version for one that does not run here.
 * @param {string} platform
 * @returns {string} path of the first that is new enough
 */
export function chooseNode(candidates, platform) {
  const chosen = candidates.find(({ version }) => majorOf(version) >= WANTED);
  if (chosen) return chosen.path;
  const own = candidates.at(-1)?.version ?? 'none';
  throw new Error(
    `Relais runs on Node ${WANTED} or newer, and this is ${own} on ${platform}: install Node ${WANTED} from https://nodejs.org, then type the command again.`,
  );
}

/** @param {string | undefined} version Such as `v24.21.0`. */
function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version ?? '')?.[1] ?? 0);
}

/** @param {string} path */
function versionOf(path) {
  if (path === process.execPath) return process.version;
  try {
    return execFileSync(path, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}
