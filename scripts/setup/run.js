import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program in the repository's folder on this terminal.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] Added to the environment.
 * @param {number} [limit] Milliseconds after which it is ended.
 * @returns {Promise<number>} its exit code; 127 when it cannot be started, 124 when it took too long, 1 when a signal ended it
 */
export function run(command, args, env = {}, limit = Infinity) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    const clock = Number.isFinite(limit) ? limitTime(child, limit) : undefined;
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('exit', (code) => resolve(clock?.stop() ? 124 : (code ?? 1)));
  });
}

/**
 * Asks a process to end after a time, and ends it ten seconds later.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} limit Milliseconds.
 * @returns {{ stop: () => boolean }} `stop` tells whether the time was over
 */
function limitTime(child, limit) {
  let isOver = false;
  const end = setTimeout(() => {
    isOver = true;
    child.kill('SIGTERM');
  }, limit);
  const kill = setTimeout(() => child.kill('SIGKILL'), limit + 10_000);
  return {
    stop: () => {
      clearTimeout(end);
      clearTimeout(kill);
      return isOver;
    },
  };
}

/**
 * The script behind a command of an installed package, so that it is run by the Node we choose, on every system alike.
 *
 * @param {string} name Package.
 * @param {string} [command] The command, when it is not named as the package.
 * @returns {string} path
 */
export function scriptOf(name, command = name) {
  const folder = join(ROOT, 'node_modules', name);
  if (!existsSync(folder)) throw new Error(`The package ${name} is not installed.`);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : bin[command];
  if (!script) throw new Error(`The package ${name} has no command ${command}.`);
  return join(folder, script);
}

/** The environment in which `node` and the commands of the installed packages come first in PATH. */
export function installedFirst() {
  return { PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].filter(Boolean).join(delimiter) };
}
