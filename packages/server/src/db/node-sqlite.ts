import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { Store } from './store.ts';
import { createSqliteStore } from './sqlite.ts';

const STATEMENTS_KEPT = 300;

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';

  constructor(folder: string, options?: ErrorOptions) {
    super(
      `The data folder ${folder} is in use by another Relais process. Stop it first, or give this one a folder of its own with RELAIS_DATA.`,
      options,
    );
  }
}

/**
 * Opens the embedded database of a folder. A writer keeps the folder for itself until it closes or dies; readers come and go.
 * @throws {FolderInUseError} another process writes in this folder
 */
export function openNodeSqliteStore(folder: string, options: { readOnly?: boolean } = {}): Store {
  const path = join(folder, 'relais.db');
  if (options.readOnly) return createSqliteStore(new NodeSqliteDatabase(new DatabaseSync(path, { readOnly: true })));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  const database = new DatabaseSync(path);
  chmodSync(path, 0o600);
  database.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma busy_timeout = 5000;
    pragma trusted_schema = off;
  `);
  const store = createSqliteStore(new NodeSqliteDatabase(database), () => setImmediate());
  return {
    ...store,
    close: async () => {
      await store.close();
      if (database.isOpen) database.close();
      lock.close();
    },
  };
}

/** A database of its own held by an exclusive transaction: the operating system frees it however the process ends. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'lock.db'));
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    throw new FolderInUseError(folder, { cause: error });
  }
}

/** `node:sqlite` in the shape Kysely expects, with prepared statements kept by their text. */
class NodeSqliteDatabase implements SqliteDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
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
