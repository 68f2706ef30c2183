import { dirname } from 'node:path';
import { canInstallPackages, thisMachine } from './machine.js';

/**
 * @import { Machine } from './machine.js'
 *
 * Where the programs of PostgreSQL stand, for the tests that start a server of their own: in the folder that
 * RELAIS_POSTGRES_BIN gives, else the newest of the system's, else got by apt, else a sentence on how to get them.
 *
 * @typedef {{ bin: string }} FoundPostgres Folder that holds `initdb` and `postgres`.
 * @typedef {{ packages: string[] }} InstallablePostgres Debian packages that bring them.
 * @typedef {{ message: string }} MissingPostgres
 */

const OLDEST = 15;

/**
 * @param {Machine} machine
 * @returns {FoundPostgres | InstallablePostgres | MissingPostgres}
 */
export function locatePostgres(machine = thisMachine()) {
  const configured = machine.env.RELAIS_POSTGRES_BIN;
  const folders = configured ? [configured] : [...versionedFolders(machine), ...pathFolder(machine)];
  const bin = folders.find((folder) => ['initdb', 'postgres'].every((name) => machine.exists(`${folder}/${name}`)));
  if (bin) return { bin };
  if (configured) return { message: `RELAIS_POSTGRES_BIN names ${configured}, which holds no initdb and postgres.` };
  if (canInstallPackages(machine)) return { packages: ['postgresql'] };
  const command = machine.which('apt-get') ? 'sudo apt-get install postgresql' : 'install PostgreSQL';
  return {
    message: `PostgreSQL ${OLDEST} or newer is not installed. To test on it too: ${command}, or give the folder of its programs in RELAIS_POSTGRES_BIN.`,
  };
}

/**
 * Folders of Debian, Red Hat and Homebrew, which keep one per major version; the newest first.
 *
 * @param {Machine} machine
 */
function versionedFolders(machine) {
  /** @type {[folder: string, pattern: RegExp][]} */
  const homes = [
    ['/usr/lib/postgresql', /^(\d+)$/],
    ['/usr', /^pgsql-(\d+)$/],
    ['/opt/homebrew/opt', /^postgresql@(\d+)$/],
    ['/usr/local/opt', /^postgresql@(\d+)$/],
  ];
  const versions = homes.flatMap(([home, pattern]) =>
    machine.list(home).map((name) => ({ bin: `${home}/${name}/bin`, version: Number(pattern.exec(name)?.[1] ?? 0) })),
  );
  return versions
    .filter(({ version }) => version >= OLDEST)
    .sort((a, b) => b.version - a.version)
    .map(({ bin }) => bin);
}

/** @param {Machine} machine */
function pathFolder(machine) {
  const postgres = machine.which('postgres');
  return postgres ? [dirname(postgres)] : [];
}
