import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { openNodeSqliteStore } from '../../../packages/server/src/core/db/node-sqlite.ts';
import { openPostgresStore } from '../../../packages/server/src/core/db/postgres.ts';
import type { Store } from '../../../packages/server/src/core/db/store.ts';
import { postgresMissing, startPostgres } from '../../support/postgres.ts';
import type { Postgres } from '../../support/postgres.ts';

/** An empty database of one engine, on the disk, that several backends may open where the engine allows it. */
export interface EmptyDatabase {
  /** DATABASE_URL, where there is a server. */
  readonly url?: string;
  open(): Store;
  /** Beside one that is open, to read only. */
  openReader(): Store;
  remove(): Promise<void>;
}

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  createDatabase(): Promise<EmptyDatabase>;
}

/** The engine that needs no server. */
export const sqlite: Engine = { name: 'sqlite', createDatabase: createFolder };

/** Declares the same tests for every engine: SQLite always, PostgreSQL where one can be started. */
export function describeEngines(title: string, declare: (engine: Engine) => void): void {
  describe(`${title} (sqlite)`, () => declare(sqlite));
  describePostgres(title, declare);
}

export function describePostgres(title: string, declare: (engine: Engine) => void): void {
  describe(`${title} (postgres)`, { skip: postgresMissing ?? false }, () => {
    let postgres: Postgres;
    before(async () => {
      postgres = await startPostgres();
    });
    after(() => postgres.stop());
    // Hooks of one suite run in the order they are declared: what the tests open must be closed before the server is.
    describe('', () => declare({ name: 'postgres', createDatabase: () => createPostgresDatabase(postgres) }));
  });
}

async function createPostgresDatabase(postgres: Postgres): Promise<EmptyDatabase> {
  return postgresAt(await postgres.createDatabase());
}

/** The database of a URL, which goes with its server. */
export function postgresAt(url: string): EmptyDatabase {
  const open = () => openPostgresStore(url, () => undefined);
  return { url, open, openReader: open, remove: () => Promise.resolve() };
}

/** In memory where the system has a file system for it: thousands of commits that wait for no disk, by the same code. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

async function createFolder(): Promise<EmptyDatabase> {
  return folderAt(await mkdtemp(join(PLACE, 'relais-server-')));
}

/** The embedded database of a folder. */
export function folderAt(folder: string): EmptyDatabase {
  return {
    open: () => openNodeSqliteStore(folder),
    openReader: () => openNodeSqliteStore(folder, { readOnly: true }),
    remove: () => rm(folder, { recursive: true }),
  };
}
