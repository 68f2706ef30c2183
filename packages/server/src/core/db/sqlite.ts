import { CompiledQuery, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Dialect } from 'kysely';
import { AnnouncementBatch, ChangeListeners } from './announcements.ts';
import { GroupWriter } from './group-writer.ts';
import type { Database } from '../../tables.ts';
import { RoutingSqliteDriver } from './sqlite-driver.ts';
import type { SqliteConnections } from './sqlite-driver.ts';
import type { Store } from './store.ts';
import { migrate, readHead } from './store.ts';

/**
 * What is SQLite's own: one writer, so that a transaction is the write lock, and announcements that stay in the process. The connections
 * are shims over `node:sqlite` or over SQLite's WebAssembly build; `gather` lets requests that arrive together commit together.
 */
export function createSqliteStore(
  connections: SqliteConnections,
  gather: () => Promise<void> = () => Promise.resolve(),
): Store {
  const db = new Kysely<Database>({ dialect: createDialect(connections) });
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
    write: (structureId, work, asks) => writer.write(structureId, work, asks),
    append: (work) => writer.append(work),
    snapshot: (work) => db.transaction().setAccessMode('read only').execute(work),
    gather,
    announce: (structureId) => batch.add(structureId),
    listen: (listener) => listeners.add(listener),
    checkPages: () => Promise.resolve(true),
    migrate: () => migrate(db),
    ping: async () => {
      await db.executeQuery(CompiledQuery.raw('select 1 from structure limit 1'));
    },
    close: async () => {
      await writer.drain();
      batch.stop();
      await db.destroy();
      // Kysely closes only what it has used.
      connections.writer.close();
    },
  };
}

function createDialect(connections: SqliteConnections): Dialect {
  return {
    createDriver: () => new RoutingSqliteDriver(connections),
    createAdapter: () => new QueueingSqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Whoever must wait waits in our driver, which wakes one at a time; Kysely would wake all, which in a rush is most of the work. */
class QueueingSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** A migration that is cut off in the middle has then changed nothing. Kysely leaves SQLite's out for want of one that it may rely on. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
