import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../packages/server/src/config.ts';
import { openStore } from '../../packages/server/src/core/db/open.ts';
import type { Store } from '../../packages/server/src/core/db/store.ts';
import { SYSTEM_ACTOR } from '../../packages/server/src/core/actors.ts';
import type { ServiceContext } from '../../packages/server/src/core/context.ts';
import { createContext } from '../../packages/server/src/create-context.ts';
import { importDocument } from '../../packages/server/src/import-document.ts';

const CHILD = join(import.meta.dirname, 'backend-child.ts');
const SECRET = 'the secret of a backend under test';

/** A backend in a process of its own, listening on this machine. */
export interface RunningBackend {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start of the process to its first « ready ». */
  readonly readyAfterMs: number;
  /** What it has said on standard error, and in its log. */
  readonly output: readonly string[];
  /** SIGKILL: the process ends between two instructions. */
  readonly kill: () => Promise<void>;
  /** SIGTERM, and waits. @returns the exit code */
  readonly stop: () => Promise<number | null>;
}

/** Where a backend keeps its data: a folder, or an address of PostgreSQL. */
export type Place = { readonly folder: string } | { readonly databaseUrl: string };

/**
 * Starts the backend on a free port and waits until it is ready. Requests may say whose they are in `X-Forwarded-For`.
 *
 * @param script of another program that listens, says where as the backend does, and answers `/health`
 */
export async function startBackend(
  place: Place,
  env: Record<string, string> = {},
  script = CHILD,
): Promise<RunningBackend> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['--conditions=@relais/source', '--disable-warning=ExperimentalWarning', script],
    {
      env: {
        PATH: process.env.PATH,
        ...environmentOf(place),
        PORT: '0',
        RELAIS_TRUSTED_PROXIES: '127.0.0.1',
        RELAIS_LOG: 'error',
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const output: string[] = [];
  const url = await untilListening(child, output);
  await untilReady(url, child, output);
  const readyAfterMs = performance.now() - began;
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs,
    output,
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
  };
}

/** Works on a place's database directly, while no backend has its folder. */
export async function withStore<T>(
  place: Place,
  work: (store: Store, context: ServiceContext) => Promise<T>,
): Promise<T> {
  const store = openStore(readConfig(environmentOf(place)));
  try {
    await store.migrate();
    return await work(store, createContext({ store, secret: SECRET }));
  } finally {
    await store.close();
  }
}

/** Looks into a place's database while a backend may have it. */
export async function withReader<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(readConfig(environmentOf(place)), { readOnly: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Imports structures' documents; the structures are made when they are not there. */
export async function importInto(
  place: Place,
  ...structures: readonly { readonly id: string; readonly documents: readonly unknown[] }[]
): Promise<void> {
  await withStore(place, async (_, context) => {
    for (const { id, documents } of structures) {
      for (const document of documents) await importDocument(context, document, SYSTEM_ACTOR, id);
    }
  });
}

function environmentOf(place: Place): Record<string, string> {
  const where = 'folder' in place ? { RELAIS_DATA: place.folder } : { DATABASE_URL: place.databaseUrl };
  return { ...where, RELAIS_SECRET: SECRET };
}

async function untilListening(child: ChildProcess, output: string[]): Promise<string> {
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const found = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      output.push(line);
      const url = /(http:\/\/\S+)\/openapi\.json/.exec(line)?.[1];
      if (url) resolve(url.replace('localhost', '127.0.0.1'));
    });
    child.once('exit', (code) => reject(new Error(`The backend ended with ${String(code)}: ${output.join('\n')}`)));
  });
  return await found;
}

async function untilReady(url: string, child: ChildProcess, output: readonly string[]): Promise<void> {
  for (;;) {
    const ready = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    if (child.exitCode !== null) throw new Error(`The backend ended while starting: ${output.join('\n')}`);
    await delay(10);
  }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}
