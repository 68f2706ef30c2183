import { setImmediate } from 'node:timers/promises';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type { Transaction } from 'kysely';
import pg from 'pg';
import { OperatorError } from '../operator-error.ts';
import { AnnouncementBatch, ChangeListeners } from './announcements.ts';
import { GroupWriter } from './group-writer.ts';
import { PostgresListener } from './postgres-listener.ts';
import type { Database } from '../../tables.ts';
import { migrate, StructureMissingError } from './store.ts';
import type { Store, StructureRow } from './store.ts';

const OLDEST_SERVER = 150_000;
/** One connection per structure that is written, a few to read with; more only make the database change tasks more often. */
const POOL_SIZE = 12;
/** Chosen at random; every backend asks for the same. */
const MIGRATION_LOCK = 7_203_911_045;
const INT8_OID = 20;

/** A database shared by any number of backends. `pool` is for what is not Kysely's. */
export interface PostgresStore extends Store {
  readonly engine: 'postgres';
  readonly pool: pg.Pool;
}

export class PostgresTooOldError extends OperatorError {
  override readonly name = 'PostgresTooOldError';
}

/**
 * What is PostgreSQL's own: a pool, a row lock on the structure's head, and announcements by LISTEN/NOTIFY, sent outside of the writers'
 * transactions because a NOTIFY inside of one makes commits queue for a lock of the whole database.
 */
export function openPostgresStore(url: string, onError: (error: unknown) => void): PostgresStore {
  const pool = createPool(url, onError);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const listeners = new ChangeListeners();
  const listener = new PostgresListener(url, (structureId) => listeners.tell(structureId), onError);
  const batch = new AnnouncementBatch((ids) => void notify(db, ids).catch(onError));
  const writers = new StructureWriters(db);
  return {
    engine: 'postgres',
    db,
    pool,
    write: (structureId, work, asks) => writers.of(structureId).write(structureId, work, asks),
    append: (work) => db.connection().execute(work),
    snapshot: (work) => db.transaction().setIsolationLevel('repeatable read').execute(work),
    gather,
    announce: (structureId) => batch.add(structureId),
    listen: (hear) => {
      listener.start();
      return listeners.add(hear);
    },
    checkPages: () => Promise.resolve(true),
    migrate: () => migrateAlone(db),
    ping: async () => {
      await db.executeQuery(CompiledQuery.raw('select 1'));
    },
    close: async () => {
      await writers.drain();
      batch.stop();
      await listener.stop();
      await db.destroy();
    },
  };
}

/**
 * A statement or a lock that takes longer than a person waits is given up, so that a backend cut off in the middle of a transaction does not keep
 * a structure locked. To wait long for a connection is better than to be refused in a rush.
 */
function createPool(url: string, onError: (error: unknown) => void): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: POOL_SIZE,
    application_name: 'relais',
    connectionTimeoutMillis: 15_000,
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 20_000,
    verify: (client, done) => client.query(WAIT_FOR_DISK, done),
    types: {
      getTypeParser: (oid, format) =>
        ((oid as number) === INT8_OID ? Number : pg.types.getTypeParser(oid, format)) as never,
    },
  });
  pool.on('error', onError);
  // A connection lost while it is in use fails the queries on it; unheard, its own event would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * With `synchronous_commit` off a commit is acknowledged before it is on the disk, and a crash loses it. Any other value is left as it is; it
 * is set for the connection all the same, because a server that is told later to turn it off does so for open connections too.
 */
const WAIT_FOR_DISK = `
  select set_config('synchronous_commit', case value when 'off' then 'on' else value end, false)
  from current_setting('synchronous_commit') as value`;

/** Statements a connection keeps prepared at most. */
const STATEMENTS_KEPT = 200;
const statementNames = new Map<string, string>();

/**
 * What is not worth a name: lists of changing length, each a statement of its own; and `*`, because once a newer backend has added a column,
 * PostgreSQL would refuse the prepared statement for good (“cached plan must not change result type”).
 */
const CHANGING = /\*| in \(\$\d+, |\), \(\$/;

/** Lets the server parse and plan each statement once a connection instead of every time. */
class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args;
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    const query = super.query.bind(this) as (...args: unknown[]) => never;
    return name === undefined ? query(...args) : query({ name, text, values }, ...args.slice(2));
  }
}

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known !== undefined || statementNames.size >= STATEMENTS_KEPT || CHANGING.test(text)) return known;
  const name = `relais_${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

/** A queue for each structure: writers of one structure wait here rather than each on a connection of the pool. */
class StructureWriters {
  readonly #db: Kysely<Database>;
  readonly #writers = new Map<string, GroupWriter>();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  of(structureId: string): GroupWriter {
    const writer = this.#writers.get(structureId) ?? this.#create();
    this.#writers.set(structureId, writer);
    return writer;
  }

  async drain(): Promise<void> {
    await Promise.all([...this.#writers.values()].map((writer) => writer.drain()));
  }

  #create(): GroupWriter {
    return new GroupWriter({
      transact: (work) => this.#db.transaction().execute(work),
      lockHead,
      gather,
    });
  }
}

function gather(): Promise<void> {
  return setImmediate();
}

async function lockHead(trx: Transaction<Database>, structureId: string): Promise<StructureRow> {
  const head = await trx
    .selectFrom('structure')
    .selectAll()
    .where('structure_id', '=', structureId)
    .forUpdate()
    .executeTakeFirst();
  if (!head) throw new StructureMissingError(`There is no structure ${structureId}`);
  return head;
}

async function notify(db: Kysely<Database>, structureIds: readonly string[]): Promise<void> {
  await sql`select pg_notify('relais', id) from unnest(${structureIds}::text[]) as id`.execute(db);
}

/** Backends that start together migrate one after the other: those that come second find nothing left to do. */
async function migrateAlone(db: Kysely<Database>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await refuseOldServer(connection);
    await sql`set lock_timeout = 0`.execute(connection);
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`.execute(connection);
    try {
      await migrate(db);
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK}::bigint)`.execute(connection);
      await sql`reset lock_timeout`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}

async function refuseOldServer(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db);
  if (Number(rows[0]?.version) >= OLDEST_SERVER) return;
  throw new PostgresTooOldError(`Relais needs PostgreSQL 15 or later; this server says ${rows[0]?.version ?? ''}.`);
}
