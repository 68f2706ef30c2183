import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { OperatorError } from '../operator-error.ts';
import { migrationProvider } from '../../migrations.ts';
import { TABLES } from '../../tables.ts';
import type { Database } from '../../tables.ts';
import { sqliteFault } from './sqlite-errors.ts';
import type { Store } from './store.ts';

export class DatabaseDamagedError extends OperatorError {
  override readonly name = 'DatabaseDamagedError';
  readonly found: string;

  constructor(found: string, options?: ErrorOptions) {
    super(
      `The database is damaged: ${found}. Nothing is written into it. Bring back the last backup: « relais restore FILE », or PostgreSQL's own tools.`,
      options,
    );
    this.found = found;
  }
}

export class DatabaseNewerError extends OperatorError {
  override readonly name = 'DatabaseNewerError';

  constructor(migration: string) {
    super(
      `The database has been brought up to date by a newer Relais (${migration}), and this one does not know how to read it: run that version, or bring back a backup made before.`,
    );
  }
}

/** What must hold before anybody is served. Says whether every page was looked at. */
export async function bringUp(store: Store): Promise<{ readonly pagesChecked: boolean }> {
  const pagesChecked = await store.checkPages();
  await refuseNewer(store.db);
  await store.migrate();
  await checkContents(store.db);
  return { pagesChecked };
}

/** A start reads so much in a second or two; a larger database is checked whenever it is backed up. */
const MOST_CHECKED_BYTES = 512 * 1024 * 1024;

/** SQLite's own check of every page. @throws {DatabaseDamagedError} */
export async function checkPages(db: Kysely<Database>, mostBytes = MOST_CHECKED_BYTES): Promise<boolean> {
  try {
    if ((await readPragma(db, 'page_count')) * (await readPragma(db, 'page_size')) > mostBytes) return false;
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
    const found = rows[0]?.quick_check ?? '';
    // Its first line names the database, the second one the place.
    if (found !== 'ok') throw new DatabaseDamagedError(found.split('\n').at(-1) ?? found);
    return true;
  } catch (error) {
    if (sqliteFault(error) !== 'damaged') throw error;
    throw new DatabaseDamagedError((error as Error).message, { cause: error });
  }
}

async function readPragma(db: Kysely<Database>, name: 'page_count' | 'page_size'): Promise<number> {
  const { rows } = await sql<Record<string, number>>`pragma ${sql.raw(name)}`.execute(db);
  return rows[0]?.[name] ?? 0;
}

/** @throws {DatabaseNewerError} it knows a migration that we do not */
export async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const known = await migrationProvider.getMigrations();
  const unknown = (await readMigrations(db)).find((name) => !(name in known));
  if (unknown !== undefined) throw new DatabaseNewerError(unknown);
}

/** Names of the migrations that have run; none in a database that has never been migrated. */
export async function readMigrations(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Cheap signs of a database that is not whole, on either engine: a table is missing, a log does not end where its head says.
 * @throws {DatabaseDamagedError}
 */
export async function checkContents(db: Kysely<Database>): Promise<void> {
  const missing = await findMissingTable(db);
  if (missing !== undefined) throw new DatabaseDamagedError(`the table ${missing} is missing`);
  const broken = await findBrokenHead(db);
  if (broken !== undefined)
    throw new DatabaseDamagedError(`the log of the structure ${broken} does not end where its head says`);
}

/** A database of an earlier version lacks what later ones have added; the tables of the first one are always there. */
async function findMissingTable(db: Kysely<Database>): Promise<string | undefined> {
  const run = await readMigrations(db);
  const isUpToDate = Object.keys(await migrationProvider.getMigrations()).every((name) => run.includes(name));
  const wanted = isUpToDate ? Object.keys(TABLES) : ['structure', 'event', 'booking'];
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name));
  return wanted.find((name) => !tables.has(name));
}

async function findBrokenHead(db: Kysely<Database>): Promise<string | undefined> {
  const row = await db
    .selectFrom('structure')
    .leftJoin('event', (join) =>
      join
        .onRef('event.structure_id', '=', 'structure.structure_id')
        .onRef('event.sequence', '=', 'structure.sequence'),
    )
    .select('structure.structure_id')
    .where((is) =>
      is.or([
        is.and([
          is('structure.sequence', '>', 0),
          is.or([is('event.hash', 'is', null), is('event.hash', '!=', is.ref('structure.hash'))]),
        ]),
        is.exists(
          is
            .selectFrom('event as later')
            .select('later.sequence')
            .whereRef('later.structure_id', '=', 'structure.structure_id')
            .whereRef('later.sequence', '>', 'structure.sequence'),
        ),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row?.structure_id;
}
