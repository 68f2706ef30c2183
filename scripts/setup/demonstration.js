import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './run.js';

/** Milliseconds: a first start installs, builds and lives through a year. */
const START = 20 * 60_000;

/**
 * Runs the demonstration as `npm start` does, in a data folder of its own that goes with it.
 *
 * @template Result
 * @param {number} port
 * @param {(address: string) => Promise<Result>} use
 * @param {Record<string, string>} [env] Added to the environment.
 * @returns {Promise<Result>}
 * @throws {Error} when it does not start; what is wrong is on the terminal
 */
export async function withDemonstration(port, use, env = {}) {
  const data = mkdtempSync(join(tmpdir(), 'relais-demonstration-'));
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.js')], {
    env: { ...process.env, PORT: String(port), RELAIS_DATA: data, ...env },
    stdio: 'inherit',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await answers(`http://localhost:${port}/health`, () => child.exitCode === null, START);
    return await use(`http://localhost:${port}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

/**
 * Waits for an address to answer without an error.
 *
 * @param {string} address
 * @param {() => boolean} lives Whether what is to answer is still there.
 * @param {number} limit Milliseconds.
 */
export async function answers(address, lives, limit) {
  const end = Date.now() + limit;
  while (Date.now() < end && lives()) {
    const answer = await fetch(address, { redirect: 'manual' }).catch(() => undefined);
    if (answer && answer.status < 400) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`${address} does not answer.`);
}
