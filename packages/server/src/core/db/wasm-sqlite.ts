import type { SqliteStatement } from 'kysely';
import type { Store } from './store.ts';
import { createSqliteStore } from './sqlite.ts';
import type { SqliteHandle } from './sqlite-driver.ts';

/** The part of SQLite's WebAssembly build we use; see https://sqlite.org/wasm/doc/trunk/api-oo1.md. */
export interface WasmSqlite {
  oo1: { DB: new (filename: string) => WasmDatabase };
  wasm: { allocFromTypedArray(bytes: Uint8Array): number };
  capi: {
    readonly SQLITE_DESERIALIZE_FREEONCLOSE: number;
    readonly SQLITE_DESERIALIZE_RESIZEABLE: number;
    sqlite3_get_autocommit(database: WasmDatabase): number;
    sqlite3_js_db_export(database: WasmDatabase): Uint8Array;
    sqlite3_deserialize(
      database: WasmDatabase,
      schema: 'main',
      data: number,
      size: number,
      room: number,
      flags: number,
    ): number;
  };
}

interface WasmDatabase {
  checkRc(code: number): unknown;
  prepare(sql: string): WasmStatement;
  exec(sql: string): unknown;
  changes(): number;
  close(): void;
}

interface WasmStatement {
  readonly columnCount: number;
  bind(values: readonly unknown[]): unknown;
  step(): boolean;
  get(row: Record<string, unknown>): unknown;
  reset(): unknown;
  clearBindings(): unknown;
  finalize(): unknown;
}

/** A database in the memory of the page, gone when the page is, and how to have all of it as bytes. */
export interface WasmStore {
  readonly store: Store;
  readonly copy: () => Promise<Uint8Array>;
}

/** @param bytes a copy to begin from, instead of an empty database */
export function openWasmStore(sqlite: WasmSqlite, bytes?: Uint8Array): WasmStore {
  const database = new sqlite.oo1.DB(':memory:');
  if (bytes) fill(sqlite, database, bytes);
  database.exec('pragma foreign_keys = on');
  const store = createSqliteStore({ writer: new WasmSqliteDatabase(sqlite, database) });
  // Between the others' transactions, so that nothing half-written is in it.
  return { store, copy: () => store.append(() => Promise.resolve(sqlite.capi.sqlite3_js_db_export(database))) };
}

function fill({ wasm, capi }: WasmSqlite, database: WasmDatabase, bytes: Uint8Array): void {
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  const data = wasm.allocFromTypedArray(bytes);
  database.checkRc(capi.sqlite3_deserialize(database, 'main', data, bytes.length, bytes.length, flags));
}

/** `oo1.DB` in the shape Kysely expects, with prepared statements kept by their text. */
class WasmSqliteDatabase implements SqliteHandle {
  readonly #sqlite: WasmSqlite;
  readonly #database: WasmDatabase;
  readonly #statements = new Map<string, WasmStatement>();

  constructor(sqlite: WasmSqlite, database: WasmDatabase) {
    this.#sqlite = sqlite;
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#sqlite.capi.sqlite3_get_autocommit(this.#database) === 0;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return {
      reader: statement.columnCount > 0,
      all: (parameters) => readRows(statement, parameters),
      run: (parameters) => {
        readRows(statement, parameters);
        return { changes: this.#database.changes(), lastInsertRowid: 0 };
      },
      iterate: (parameters) => readRows(statement, parameters)[Symbol.iterator](),
    };
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
    this.#database.close();
  }
}

function readRows(statement: WasmStatement, parameters: readonly unknown[]): unknown[] {
  const rows: unknown[] = [];
  try {
    if (parameters.length > 0) statement.bind(parameters);
    while (statement.step()) rows.push(statement.get({}));
  } finally {
    statement.reset();
    statement.clearBindings();
  }
  return rows;
}
