import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} Machine What the set-up asks of the machine it runs on; tests hand in another one.
 * @property {Record<string, string | undefined>} env
 * @property {string} platform As in `process.platform`.
 * @property {boolean} isRoot
 * @property {string} distribution `ID` of /etc/os-release, such as `debian`; empty elsewhere than on Linux.
 * @property {(command: string) => string | undefined} which Path of a command in PATH.
 * @property {(path: string) => boolean} exists
 * @property {(folder: string) => string[]} list Names in a folder; none when it is absent.
 */

/** @returns {Machine} this machine */
export function thisMachine() {
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    distribution: distributionId('/etc/os-release'),
    which: whichIn(process.env.PATH ?? ''),
    exists: existsSync,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  };
}

/**
 * Whether this set-up may install Debian packages by itself: as root, on Debian. (Ubuntu's `chromium` and `firefox` are
 * snaps, which a container cannot run.)
 *
 * @param {Machine} machine
 */
export function canInstallPackages({ isRoot, distribution, which }) {
  return isRoot && distribution === 'debian' && which('apt-get') !== undefined;
}

/** @param {string} file */
function distributionId(file) {
  if (!existsSync(file)) return '';
  return (/^ID=(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '').replaceAll('"', '');
}

/**
 * @param {string} path Value of PATH.
 * @returns {(command: string) => string | undefined}
 */
function whichIn(path) {
  const folders = path.split(delimiter).filter(Boolean);
  return (command) => folders.map((folder) => join(folder, command)).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
