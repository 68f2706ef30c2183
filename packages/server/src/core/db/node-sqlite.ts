import { chmodSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteStatement } from 'kysely';
import { DatabaseLostError, dataFiles, FolderUnusableError, refuseLostDatabase, signOfData } from '../data-folder.ts';
import { OperatorError } from '../operator-error.ts';
import { checkPages, DatabaseDamagedError } from './check.ts';
import { lockFolder } from './folder-lock.ts';
import { sqliteFault } from './sqlite-errors.ts';
import type { Store } from './store.ts';
import { createSqliteStore } from './sqlite.ts';
import type { SqliteHandle } from './sqlite-driver.ts';

const STATEMENTS_KEPT = 300;
/** Until the database is open, a lock is waited for: nobody is served yet whom that could hold up. */
const OPENING_TIMEOUT_MS = 5000;

export interface NodeSqliteOptions {
  readonly readOnly?: boolean;
  /** What is written now can be made again: no write waits for the disk. */
  readonly replaceable?: boolean;
}

/**
 * Opens the embedded database of a folder. A writer keeps the folder for itself until it closes or dies; readers come and go.
 * @throws {FolderInUseError} another process writes in this folder
 * @throws {FolderUnusableError} this account cannot write in it
 * @throws {DatabaseLostError} the database has gone, and its data with it
 * @throws {DatabaseDamagedError} the file is no database any more
 */
export function openNodeSqliteStore(folder: string, options: NodeSqliteOptions = {}): Store {
  const { database } = dataFiles(folder);
  if (options.readOnly) return openReadOnlyStore(database);
  const lock = lockFolder(folder);
  try {
    refuseLostDatabase(folder);
    rmSync(dataFiles(folder).restoring, { force: true });
    const writer = openWriter(database, options.replaceable ? 'off' : 'full');
    refuseEmptied(folder, writer);
    const store = createSqliteStore({ writer, openReader: () => openReader(database) }, () => setImmediate());
    return {
      ...store,
      checkPages: () => checkPages(store.db),
      close: async () => {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw explainOpening(error, folder);
  }
}

/** What a database that does not open means to whoever starts the backend. */
function explainOpening(error: unknown, folder: string): unknown {
  switch (sqliteFault(error)) {
    case 'damaged':
      return new DatabaseDamagedError((error as Error).message, { cause: error });
    case 'locked':
      return new OperatorError(`Another program keeps ${dataFiles(folder).database} locked: end it, and start again.`, {
        cause: error,
      });
    case undefined:
      return error;
    default:
      return new FolderUnusableError(folder, error);
  }
}

/** Opens a database file that nothing is written to. */
export function openReadOnlyStore(path: string): Store {
  return createSqliteStore({ writer: openReader(path, OPENING_TIMEOUT_MS), openReader: () => openReader(path) });
}

function openWriter(path: string, synchronous: 'full' | 'off'): NodeSqliteHandle {
  const database = new DatabaseSync(path, { timeout: OPENING_TIMEOUT_MS });
  try {
    chmodSync(path, 0o600);
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = ${synchronous};
      pragma foreign_keys = on;
      pragma trusted_schema = off;
      pragma temp_store = memory;
      pragma busy_timeout = 0;
    `);
    return new NodeSqliteHandle(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Sorts in memory: a read must not need room on the disk. */
function openReader(path: string, timeout = 0): NodeSqliteHandle {
  const database = new DatabaseSync(path, { readOnly: true, timeout });
  database.exec('pragma trusted_schema = off; pragma temp_store = memory; pragma busy_timeout = 0');
  return new NodeSqliteHandle(database);
}

/** A database without a table where there has been data. @throws {DatabaseLostError} */
function refuseEmptied(folder: string, writer: NodeSqliteHandle): void {
  const sign = signOfData(folder);
  if (sign === undefined || writer.prepare('select 1 from sqlite_schema limit 1').all([]).length > 0) return;
  writer.close();
  throw new DatabaseLostError(folder, sign);
}

/** `node:sqlite` in the shape Kysely expects, with prepared statements kept by their text. */
class NodeSqliteHandle implements SqliteHandle {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.isOpen && this.#database.isTransaction;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = toKyselyStatement(this.#database.prepare(sql));
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }
}

function toKyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
