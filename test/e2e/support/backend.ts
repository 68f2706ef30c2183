import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Guarded, spawnGuarded } from '../../support/guarded.ts';
import { freePort } from '../../support/ports.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Backend {
  /** Origin of the backend and of the demo site it serves, without a closing slash. */
  readonly url: string;
  /** Everything the process has written so far, on both outputs, over all its starts. */
  readonly output: () => string;
  /** Ends the process at once, as a power cut does (SIGKILL). Its folder stays. */
  readonly kill: () => Promise<void>;
  /** Starts the process again on the same folder and port. */
  readonly restart: () => Promise<void>;
  /** Ends the process and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** Runs the real backend, as `npm start` does, with the demo data in a folder of its own and the demo site on a free port. */
export async function startBackend(environment: Record<string, string> = {}, port?: number): Promise<Backend> {
  const folder = mkdtempSync(join(tmpdir(), 'relais-e2e-'));
  port ??= await freePort();
  const url = `http://127.0.0.1:${port}`;
  const pidFile = join(folder, 'pid');
  let output = '';
  let running: Guarded;

  async function start(): Promise<void> {
    // The shell leaves its process id to Node, so that the backend itself can be killed and not its guard.
    running = spawnGuarded(
      'sh',
      [
        '-c',
        'echo $$ > "$0"; exec "$@"',
        pidFile,
        process.execPath,
        '--conditions=@relais/source',
        'packages/server/src/main.ts',
      ],
      {
        cwd: root,
        stdio: ['pipe', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'],
          PORT: String(port),
          RELAIS_DATA: join(folder, 'data'),
          RELAIS_SEED: 'demo',
          RELAIS_SITE:
            'demo/site,demo/editor,demo/protocole,demo/formulaire,demo/protocols,demo/consents,demo/pro,dist/docs',
          RELAIS_KIT: 'dist/kit',
          RELAIS_PUBLIC_URL: url,
          RELAIS_TRUSTED_PROXIES: '127.0.0.1',
          ...environment,
        },
      },
    );
    for (const stream of [running.child.stdout, running.child.stderr])
      stream?.on('data', (chunk) => (output += String(chunk)));
    await waitUntilReady(url, isRunning, () => output);
  }

  function isRunning(): boolean {
    try {
      return process.kill(readPid(), 0);
    } catch {
      return false;
    }
  }

  function readPid(): number {
    return Number(readFileSync(pidFile, 'utf8'));
  }

  async function end(): Promise<void> {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return {
    url,
    output: () => output,
    kill: async () => {
      process.kill(readPid(), 'SIGKILL');
      await running.stop();
    },
    restart: start,
    stop: end,
  };
}

async function waitUntilReady(url: string, isRunning: () => boolean, output: () => string): Promise<void> {
  const deadline = Date.now() + 90_000;
  for (let tries = 0; Date.now() < deadline && (tries < 20 || isRunning()); tries += 1) {
    const response = await fetch(`${url}/health`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The backend does not come up. It said:\n${output()}`);
}
