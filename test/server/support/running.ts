import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnGuarded } from '../../support/guarded.ts';
import type { Guarded } from '../../support/guarded.ts';
import { freePort } from '../../support/ports.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The backend as a process of its own, with everything it writes. */
export interface RunningBackend {
  readonly url: string;
  readonly output: () => string;
  /** Sends the backend itself a signal and gives its exit code once it has ended. */
  signal(name: NodeJS.Signals): Promise<number | null>;
  stop(): Promise<void>;
}

export interface EndedBackend {
  readonly code: number | null;
  readonly output: string;
}

export function createDataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'relais-process-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts `main.ts` and waits until it is ready. @throws when it ends before */
export async function startBackend(env: Record<string, string>): Promise<RunningBackend> {
  const port = await freePort();
  const { process: guarded, output, pid, ended } = spawnBackend({ PORT: String(port), ...env });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  for (;;) {
    const ready = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    if (guarded.child.exitCode !== null || Date.now() > deadline)
      throw new Error(`The backend did not start: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    output,
    signal: async (name) => {
      process.kill(pid(), name);
      return ended;
    },
    stop: () => guarded.stop(),
  };
}

/** Starts `main.ts` where it must refuse to. */
export async function failToStart(env: Record<string, string>): Promise<EndedBackend> {
  const { ended, output } = spawnBackend(env);
  return { code: await ended, output: output() };
}

function spawnBackend(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'relais-pid-'));
  const pidFile = join(folder, 'pid');
  // The shell leaves its process id to Node, so that the backend itself is signalled and not its guard.
  const command = [
    '-c',
    'echo $$ > "$0"; exec "$@"',
    pidFile,
    process.execPath,
    '--conditions=@relais/source',
    'packages/server/src/main.ts',
  ];
  const guarded: Guarded = spawnGuarded('sh', command, {
    cwd: root,
    remove: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
  });
  let output = '';
  for (const stream of [guarded.child.stdout, guarded.child.stderr])
    stream?.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<number | null>((resolve) => guarded.child.on('close', (code) => resolve(code)));
  return { process: guarded, ended, output: () => output, pid: () => Number(readFileSync(pidFile, 'utf8')) };
}
