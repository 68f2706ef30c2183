import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../setup/run.js';

/**
 * A copy of the repository as somebody would clone it, with what is not committed yet, and with the packages that are installed here: a release can be
 * rehearsed in it from its version to its tarballs, and nothing of it touches the files somebody works on.
 *
 * @param {string} folder To be made.
 * @returns {void}
 */
export function copyRepository(folder) {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of String(listed).split('\0').filter(Boolean)) {
    // A file that was removed and not committed is still listed.
    if (!existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  linkPackages(folder);
}

/**
 * Others' packages are those installed here; ours are those of the copy.
 *
 * @param {string} folder
 */
function linkPackages(folder) {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@relais'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules')).filter((one) => !/^(\.|@relais$)/.test(one)))
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(folder, 'packages')))
    symlinkSync(join(folder, 'packages', name), join(modules, '@relais', name));
}
