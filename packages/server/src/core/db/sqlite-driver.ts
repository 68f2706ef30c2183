import { RawNode, SelectQueryNode } from 'kysely';
import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryResult,
  SqliteDatabase,
  SqliteStatement,
  TransactionSettings,
} from 'kysely';
import { sqliteFault } from './sqlite-errors.ts';

/** One connection to SQLite. */
export interface SqliteHandle extends SqliteDatabase {
  /** Whether a transaction is open: SQLite ends one by itself when the disk is full or fails. */
  readonly inTransaction: boolean;
}

export interface SqliteConnections {
  /** The one connection that writes. It must not wait for locks by itself: that would stop the whole process. */
  readonly writer: SqliteHandle;
  /** Opens a connection that only reads; absent where the database is this connection's alone, and reads take their turn on it. */
  readonly openReader?: () => SqliteHandle;
}

/**
 * Sends each statement where it belongs. Writers take turns on one connection, since SQLite has one writer at a time. Reads go to another one:
 * they neither wait behind a writer's transaction nor are stopped by a full disk or by somebody who holds the write lock. To Kysely it looks as
 * if there were connections enough.
 */
export class RoutingSqliteDriver implements Driver {
  readonly #writer: Writer;
  readonly #readers: Readers | undefined;

  constructor({ writer, openReader }: SqliteConnections) {
    this.#writer = new Writer(writer);
    this.#readers = openReader && new Readers(openReader);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(new RoutedConnection(this.#writer, this.#readers));
  }

  beginTransaction(connection: RoutedConnection, { accessMode }: TransactionSettings): Promise<void> {
    return connection.begin(accessMode === 'read only');
  }

  async commitTransaction(connection: RoutedConnection): Promise<void> {
    connection.commit();
    return Promise.resolve();
  }

  rollbackTransaction(connection: RoutedConnection): Promise<void> {
    connection.rollback();
    return Promise.resolve();
  }

  releaseConnection(connection: RoutedConnection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }

  /** The writer last: the last connection to go moves what is in the write-ahead log into the database. */
  destroy(): Promise<void> {
    this.#readers?.close();
    this.#writer.handle.close();
    return Promise.resolve();
  }
}

/** What Kysely holds while it runs a statement or a transaction. */
class RoutedConnection implements DatabaseConnection {
  readonly #writer: Writer;
  readonly #readers: Readers | undefined;
  #transaction: OpenTransaction | undefined;
  #leave: (() => void) | undefined;

  constructor(writer: Writer, readers: Readers | undefined) {
    this.#writer = writer;
    this.#readers = readers;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#transaction) return this.#transaction.run<Row>(query);
    if (this.#readers && isRead(query)) return this.#readers.run<Row>(query);
    return this.#writer.run<Row>(query);
  }

  /** In one piece: nothing here reads more than it keeps in memory. */
  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async begin(readsOnly: boolean): Promise<void> {
    try {
      this.#transaction = readsOnly && this.#readers ? this.#beginReading(this.#readers) : await this.#beginWriting();
    } catch (error) {
      this.release();
      throw error;
    }
  }

  commit(): void {
    this.#transaction?.commit();
    this.release();
  }

  rollback(): void {
    this.#transaction?.rollback();
    this.release();
  }

  /** Ends the turn. A connection that is kept, as for migrations, may take another one. */
  release(): void {
    this.#transaction = undefined;
    this.#leave?.();
    this.#leave = undefined;
  }

  #beginReading(readers: Readers): OpenTransaction {
    const { handle, giveBack } = readers.take();
    this.#leave = giveBack;
    return OpenTransaction.begin(handle, 'begin');
  }

  /** `immediate` takes the write lock at once instead of failing on the way up from a read lock. */
  async #beginWriting(): Promise<OpenTransaction> {
    this.#leave = await this.#writer.takeTurn();
    return this.#writer.patiently((handle) => OpenTransaction.begin(handle, 'begin immediate'));
  }
}

/** A transaction on one connection, which may end before its time. */
class OpenTransaction {
  readonly #handle: SqliteHandle;
  #lost: { readonly cause: unknown } | undefined;

  static begin(handle: SqliteHandle, statement: 'begin' | 'begin immediate'): OpenTransaction {
    // Whatever the last one left behind must not become part of this one.
    if (handle.inTransaction) runPlain(handle, 'rollback');
    runPlain(handle, statement);
    return new OpenTransaction(handle);
  }

  private constructor(handle: SqliteHandle) {
    this.#handle = handle;
  }

  /**
   * Once SQLite has ended the transaction, nothing more of it runs: each statement would be a transaction of its own, and half a write would
   * be kept. What ended it is the answer to all of them.
   */
  run<Row>(query: CompiledQuery): QueryResult<Row> {
    return this.#guard(() => runQuery<Row>(this.#handle, query));
  }

  commit(): void {
    this.#guard(() => runPlain(this.#handle, 'commit'));
  }

  /** Never fails, so that the reason for the rollback is what its caller hears of. */
  rollback(): void {
    if (this.#lost || !this.#handle.inTransaction) return;
    try {
      runPlain(this.#handle, 'rollback');
    } catch {
      // The next transaction tries once more.
    }
  }

  #guard<T>(work: () => T): T {
    if (this.#lost) throw this.#lost.cause;
    try {
      return work();
    } catch (cause) {
      if (!this.#handle.inTransaction) this.#lost = { cause };
      throw cause;
    }
  }
}

/** How long a lock is waited for; who asks later, while the same lock lasts, is told at once. Half of it is left of what a person waits. */
const PATIENCE_MS = 1000;
const RETRY_MS = 10;

/** Tries again while the database is locked, and lets the rest of the process work meanwhile. */
class Patience {
  #lockedSince = 0;
  #lockedLast = -Infinity;

  async wait<T>(work: () => T): Promise<T> {
    for (;;) {
      try {
        const result = work();
        this.#lockedLast = -Infinity;
        return result;
      } catch (error) {
        if (sqliteFault(error) !== 'locked' || !this.#hasTime()) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  #hasTime(): boolean {
    const now = performance.now();
    if (now - this.#lockedLast > PATIENCE_MS) this.#lockedSince = now;
    this.#lockedLast = now;
    return now - this.#lockedSince < PATIENCE_MS;
  }
}

/** The connection that writes, and those who wait for their turn on it. */
class Writer {
  readonly handle: SqliteHandle;
  readonly #patience = new Patience();
  readonly #waiting: (() => void)[] = [];
  #isBusy = false;

  constructor(handle: SqliteHandle) {
    this.handle = handle;
  }

  /** @returns the way to end the turn */
  async takeTurn(): Promise<() => void> {
    if (this.#isBusy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isBusy = true;
    return () => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#isBusy = false;
    };
  }

  patiently<T>(work: (handle: SqliteHandle) => T): Promise<T> {
    return this.#patience.wait(() => work(this.handle));
  }

  async run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const leave = await this.takeTurn();
    try {
      return await this.patiently((handle) => runQuery<Row>(handle, query));
    } finally {
      leave();
    }
  }
}

const READERS_KEPT = 4;

/**
 * The connections that only read: one for single statements, each of which is over before the next begins, and one for every transaction,
 * whose moment must not become the moment of other people's reads.
 */
class Readers {
  readonly #open: () => SqliteHandle;
  readonly #patience = new Patience();
  readonly #free: SqliteHandle[] = [];
  readonly #taken = new Set<SqliteHandle>();
  #common: SqliteHandle | undefined;

  constructor(open: () => SqliteHandle) {
    this.#open = open;
  }

  run<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#patience.wait(() => {
      this.#common ??= this.#open();
      return runQuery<Row>(this.#common, query);
    });
  }

  take(): { readonly handle: SqliteHandle; readonly giveBack: () => void } {
    const handle = this.#free.pop() ?? this.#open();
    this.#taken.add(handle);
    return {
      handle,
      giveBack: () => {
        this.#taken.delete(handle);
        if (this.#free.length < READERS_KEPT && !handle.inTransaction) this.#free.push(handle);
        else handle.close();
      },
    };
  }

  close(): void {
    this.#common?.close();
    for (const handle of [...this.#free, ...this.#taken]) handle.close();
  }
}

/** Whether a statement only reads. One that might write is taken for a write: it then waits its turn, and is right all the same. */
function isRead({ query, sql }: CompiledQuery): boolean {
  return SelectQueryNode.is(query) || (RawNode.is(query) && /^\s*select\b/i.test(sql));
}

function runPlain(handle: SqliteHandle, sql: string): void {
  handle.prepare(sql).run([]);
}

function runQuery<Row>(handle: SqliteHandle, { sql, parameters }: CompiledQuery): QueryResult<Row> {
  const statement: SqliteStatement = handle.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) as Row[] };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
}
