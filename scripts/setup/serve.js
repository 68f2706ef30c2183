import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { KIT } from './kit.js';
import { installedFirst, ROOT } from './run.js';

/** The website of a structure, and the patient record of a software editor. */
const SITES = ['site', 'editor'].map((name) => join(ROOT, 'demo', name));

/** The backend with the demo data, the demo pages and the built kit; any of it is changed by the same variables. */
export function demoEnvironment() {
  const env = process.env;
  return {
    ...env,
    ...installedFirst(),
    RELAIS_SEED: env.RELAIS_SEED ?? 'demo',
    RELAIS_DATA: env.RELAIS_DATA ?? join(ROOT, '.relais'),
    RELAIS_SITE: env.RELAIS_SITE ?? SITES.join(','),
    RELAIS_KIT: env.RELAIS_KIT ?? KIT,
  };
}

/** What Node is asked to run for the backend. */
export const BACKEND = ['--conditions=@relais/source', join(ROOT, 'packages', 'server', 'src', 'main.ts')];

/**
 * Runs a program on this terminal until it ends, handing it the signals that are meant to end us.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
export function serve(command, args, env) {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  // A terminal sends Ctrl-C to both of us; only a SIGINT that somebody sent to this process alone is handed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  onOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * npm that is sent SIGTERM ends at once, and the scripts it runs stay behind without hearing of it.
 *
 * @param {() => void} action What to do when npm has gone; nothing without npm.
 */
export function onOrphaned(action) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    action();
  }, 500);
  timer.unref();
}
