import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from './lock.js';
import { ROOT, run } from './run.js';

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean, resolved?: string, link?: boolean }> }} Lock
 *   The part of package-lock.json, and of npm's own record of what it installed, that is read here.
 */

/**
 * Installs the packages of package-lock.json with `npm ci`, unless they are there already.
 *
 * @returns {Promise<void>}
 * @throws {Error} when npm fails; its own messages are on the terminal
 */
export async function install() {
  if (isUpToDate()) return;
  await exclusively('install', async () => {
    if (isUpToDate()) return;
    console.log('Installing the packages (npm ci), about a minute the first time…');
    // Some packages want a newer Node than npm itself may run on here; they get it from node_modules.
    const code = await npm(['ci', '--loglevel=error']);
    if (code !== 0) throw new Error(`npm ci ended with code ${code}.`);
  });
}

/**
 * Whether npm's record of what stands in node_modules has all that the lock file wants. npm writes that record last, so
 * that a broken installation has none.
 *
 * @param {Lock} wanted package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  if (!installed) return false;
  return Object.entries(wanted.packages).every(([path, want]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const got = installed.packages[path];
    // Optional packages are for one system each.
    return got ? got.version === want.version : want.optional === true;
  });
}

function isUpToDate() {
  const wanted = readLock('package-lock.json');
  return wanted !== undefined && isInstalled(wanted, readLock('node_modules/.package-lock.json'));
}

/**
 * @param {string} path
 * @returns {Lock | undefined}
 */
function readLock(path) {
  const file = join(ROOT, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {string[]} args */
function npm(args) {
  // npm says where it is to the scripts it runs; that spares looking for `npm.cmd` on Windows.
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? run(process.execPath, [script, ...args]) : run('npm', args);
}
