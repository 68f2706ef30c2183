import { execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { locatePostgres } from '../../scripts/setup/postgres.js';
import { type Guarded, spawnGuarded } from './guarded.ts';
import { freePort } from './ports.ts';

const located = locatePostgres();

/**
 * Why no PostgreSQL can be started here, else undefined. Tests on PostgreSQL say
 * `test('…', { skip: postgresMissing ?? false }, …)`, so that a run without one tells what it left out.
 */
export const postgresMissing: string | undefined =
  'bin' in located ? undefined : 'message' in located ? located.message : 'PostgreSQL is not installed.';

export interface Postgres {
  /** DATABASE_URL of an empty database. */
  url: string;
  /** Makes one more empty database, and gives its DATABASE_URL. */
  createDatabase: () => Promise<string>;
  /** Ends the server, or drops the databases made here when it is the run's shared one. */
  stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** Writes reach the disk before a commit is acknowledged: for benchmarks and for tests that crash it. Off elsewhere, where it would only be slow. */
  fsync?: boolean;
  /** Further settings of the server, such as `{ max_connections: '50' }`. Gives a server of its own. */
  settings?: Record<string, string>;
}

/**
 * A throw-away PostgreSQL with one empty database. `npm test` starts one server for all its files (RELAIS_TEST_POSTGRES);
 * a file run alone starts its own. A server ends with the process that started it, however that one ends.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const shared = process.env.RELAIS_TEST_POSTGRES;
  if (shared && !options.fsync && !options.settings) return databasesOn(shared, () => Promise.resolve());
  const { url, stop } = await startCluster(options);
  return databasesOn(url, stop);
}

/** Starts a server; `url` is that of its database `postgres`. */
export async function startCluster(options: PostgresOptions = {}): Promise<{ url: string; stop: () => Promise<void> }> {
  if (!('bin' in located)) throw new Error(postgresMissing);
  const folder = await mkdtemp(join(tmpdir(), `relais-postgres-${process.pid}-`));
  const owner = processOwner();
  if (owner) await chown(folder, owner.uid, owner.gid);
  try {
    const initdb = [
      '-D',
      join(folder, 'data'),
      '-U',
      'relais',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ];
    await run(join(located.bin, 'initdb'), initdb, {
      cwd: folder,
      ...(owner ? { uid: owner.uid, gid: owner.gid } : {}),
    });
    const port = await freePort();
    const server = serve(located.bin, folder, port, owner?.name, options);
    const url = `postgres://relais@127.0.0.1:${port}/postgres`;
    await untilReady(url, server);
    return { url, stop: server.stop };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function serve(bin: string, folder: string, port: number, user: string | undefined, options: PostgresOptions): Guarded {
  const durable = options.fsync ? 'on' : 'off';
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    port: String(port),
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    max_connections: '200',
    log_min_messages: 'fatal',
    ...options.settings,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // SIGINT is PostgreSQL's fast stop: it does not wait for clients to leave.
  return spawnGuarded(join(bin, 'postgres'), ['-D', join(folder, 'data'), ...args], {
    signal: 'INT',
    remove: folder,
    cwd: folder,
    ...(user ? { user } : {}),
  });
}

/** PostgreSQL refuses to run as root: the account Debian made for it, else `nobody`. Undefined when we are not root. */
function processOwner(): { name: string; uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((user) => numericId('-u', user) !== undefined);
  if (!name) throw new Error('PostgreSQL does not run as root, and this system has no user “postgres” or “nobody”.');
  return { name, uid: numericId('-u', name) ?? 0, gid: numericId('-g', name) ?? 0 };
}

function numericId(flag: '-u' | '-g', user: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  } catch {
    return undefined;
  }
}

async function run(command: string, args: string[], options: SpawnOptions): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with code ${code}: ${errors.trim()}`);
}

async function untilReady(url: string, server: Guarded): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const failure = await query(url, 'select 1').then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return;
    if (server.child.exitCode !== null || Date.now() > deadline) {
      await server.stop();
      throw new Error('PostgreSQL did not become ready.', { cause: failure });
    }
    await delay(50);
  }
}

async function databasesOn(administration: string, stopServer: () => Promise<void>): Promise<Postgres> {
  const names: string[] = [];
  const createDatabase = async () => {
    const name = `relais_${randomBytes(6).toString('hex')}`;
    await query(administration, `create database ${name}`);
    names.push(name);
    return administration.replace(/[^/]*$/, name);
  };
  const stop = async () => {
    for (const name of names.splice(0)) await query(administration, `drop database if exists ${name} with (force)`);
    await stopServer();
  };
  return { url: await createDatabase(), createDatabase, stop };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
