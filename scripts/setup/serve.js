import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DOCS } from './docs.js';
import { KIT } from './kit.js';
import { installedFirst, ROOT } from './run.js';

/** The site of a structure, an editor's patient record, the workshops for protocols and forms, those shipped, texts of consents, the professionals' pages, the documentation. */
const SITES = [
  ...['site', 'editor', 'protocole', 'formulaire', 'protocols', 'consents', 'pro'].map((name) =>
    join(ROOT, 'demo', name),
  ),
  DOCS,
];

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
    // Messages to telephones are written into a file that can be looked at: nobody's telephone rings.
    SMS_URL: env.SMS_URL ?? pathToFileURL(join(env.RELAIS_DATA ?? join(ROOT, '.relais'), 'sms.jsonl')).href,
  };
}

/** The port of the demonstration's issuer is so much above the backend's: the one between is for the server of `npm run dev`. */
const ISSUER_PORT_ABOVE = 2;

/**
 * How people sign in to the demonstration: at an issuer of its own, unless the operator names another.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} what the backend and the issuer are to know; nothing where there is no issuer to start
 */
export function demoSignIn(env) {
  const port = Number(env.PORT ?? 8080);
  if (env.SIGN_IN_ISSUER || env.RELAIS_SEED !== 'demo' || env.NODE_ENV === 'production' || !(port > 0)) return {};
  const publicUrl = new URL(env.RELAIS_PUBLIC_URL ?? `http://localhost:${port}`);
  const issuer = `http://${publicUrl.hostname}:${port + ISSUER_PORT_ABOVE}`;
  return {
    RELAIS_PUBLIC_URL: publicUrl.origin,
    SIGN_IN_ISSUER: issuer,
    SIGN_IN_CLIENT_ID: 'relais-demo',
    SIGN_IN_CLIENT_SECRET: 'a secret of the demonstration, which is none',
    DEMO_ISSUER_URL: issuer,
  };
}

/**
 * Starts the demonstration's issuer where there is one to start. It ends with this process, whose end of its input it sees.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
export function startIssuer(node, env) {
  if (!env.DEMO_ISSUER_URL) return;
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(ROOT, 'demo', 'issuer', 'main.ts')], {
    cwd: ROOT,
    stdio: ['pipe', 'ignore', 'inherit'],
    env,
  });
  child.unref();
  /** @type {import('node:net').Socket} */ (child.stdin).unref();
}

/**
 * Has the demonstration work for a year where its data folder is empty, so that figures show something. It takes about as long as building the
 * kit, and needs nothing of it.
 *
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @throws {Error} when it cannot; the command's own messages are on the terminal
 */
export async function liveYear(node, env) {
  if (!env.DEMO_ISSUER_URL) return;
  const main = join(ROOT, 'packages', 'server', 'src', 'cli', 'main.ts');
  const args = ['--conditions=@relais/source', main, 'demo-year'];
  const child = spawn(node, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The year of the demonstration ended with code ${code}.`);
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
