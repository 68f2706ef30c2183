import { CompiledQuery, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
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
  const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect({ database }) });
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
    write: (structureId, work) => writer.write(structureId, work),
    snapshot: (work) => db.transaction().execute(work),
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

/** `begin immediate` takes the write lock at once instead of failing on the way up from a read lock. */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
