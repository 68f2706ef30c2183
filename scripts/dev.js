// `npm run dev`: as `npm start`, with reload. The backend restarts when its sources change; a Vite server stands in front
// of it, answers for the kit from the elements' sources and reloads the page when they or the demo pages change.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildDocs } from './setup/docs.js';
import { install } from './setup/install.js';
import { buildKit } from './setup/kit.js';
import { relaisNode } from './setup/node.js';
import { ROOT } from './setup/run.js';
import { BACKEND, demoEnvironment, demoSignIn, liveYear, onOrphaned, startIssuer } from './setup/serve.js';

try {
  await install();
  const node = relaisNode();
  // For pages that take the classic script, which no development server can give.
  await buildKit(node);
  await buildDocs(node);
  await develop(node);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {string} node */
async function develop(node) {
  const port = Number(process.env.PORT ?? 8080);
  const address = `http://localhost:${port}`;
  const plain = { ...demoEnvironment(), RELAIS_PUBLIC_URL: process.env.RELAIS_PUBLIC_URL ?? address };
  const env = { ...plain, ...demoSignIn(plain) };
  await liveYear(node, env);
  startIssuer(node, env);
  const backendPort = String(port + 1);
  const children = [
    spawnHere(node, ['--watch', '--watch-preserve-output', ...BACKEND], { ...env, PORT: backendPort }),
    spawnHere(node, [join(ROOT, 'scripts', 'dev', 'front.js')], {
      ...env,
      PORT: String(port),
      BACKEND_PORT: backendPort,
    }),
  ];
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => children.forEach((child) => child.kill(signal)));
  }
  onOrphaned(() => children.forEach((child) => child.kill('SIGTERM')));
  // Neither is of use without the other.
  process.exitCode = await Promise.race(children.map(exitOf));
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map(exitOf));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function spawnHere(command, args, env) {
  return spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function exitOf(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? 1);
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
