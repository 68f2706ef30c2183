import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { DatabaseConnection, Driver, SqliteDatabase, SqliteDialectConfig } from 'kysely';
import { AnnouncementBatch, ChangeListeners } from './announcements.ts';
import { GroupWriter } from './group-writer.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';
import { migrate, readHead } from './store.ts';

/**
 * What is SQLite's own: one connection, so that a transaction is the write lock, and announcements that stay in the process. The database
 * is a shim over `node:sqlite` or over SQLite's WebAssembly build; `gather` lets requests that arrive together commit together.
 */
export function createSqliteStore(
  database: SqliteDatabase,
  gather: () => Promise<void> = () => Promise.resolve(),
): Store {
  const db = new Kysely<Database>({ dialect: new QueueingSqliteDialect({ database }) });
  const listeners = new ChangeListeners();
  const batch = new AnnouncementBatch((ids) => ids.forEach((id) => listeners.tell(id)));
  const writer = new GroupWriter({
    transact: (work) => db.transaction().execute(work),
    lockHead: readHead,
    gather,
  });
  return {
    engine: 'sqlite',
    db,
    write: (structureId, work, requestKey) => writer.write(structureId, work, requestKey),
    append: (work) => writer.append(work),
    snapshot: (work) => db.transaction().execute(work),
    gather,
    announce: (structureId) => batch.add(structureId),
    listen: (listener) => listeners.add(listener),
    migrate: () => migrate(db),
    ping: async () => {
      await db.executeQuery(CompiledQuery.raw('select 1'));
    },
    close: async () => {
      await writer.drain();
      batch.stop();
      await db.destroy();
    },
  };
}

/**
 * Kysely's own dialect wakes every waiting query each time one ends, which in a rush is most of the work. Here they wait in a queue; to Kysely
 * it looks as if there were connections enough.
 */
class QueueingSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new QueueingSqliteDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new QueueingSqliteAdapter();
  }
}

class QueueingSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class QueueingSqliteDriver extends SqliteDriver {
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy = true;
    return super.acquireConnection();
  }

  override releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#busy = false;
    return Promise.resolve();
  }

  /** `immediate` takes the write lock at once instead of failing on the way up from a read lock. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
