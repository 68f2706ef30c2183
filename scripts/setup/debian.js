import { run } from './run.js';

/** @type {Promise<number> | undefined} */
let lists;

/**
 * Installs Debian packages; as root, on Debian.
 *
 * @param {string[]} packages
 * @returns {Promise<boolean>} whether apt says they are installed
 */
export async function installPackages(packages) {
  console.log(`Installing Debian packages: ${packages.join(' ')}…`);
  lists ??= run('apt-get', ['update', '-qq']);
  await lists;
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  return (await run('apt-get', args, { DEBIAN_FRONTEND: 'noninteractive' })) === 0;
}
