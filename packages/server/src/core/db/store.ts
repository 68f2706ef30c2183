import type { Kysely, Selectable, Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { OperatorError } from '../operator-error.ts';
import { migrationProvider } from '../../migrations.ts';
import type { Database } from '../../tables.ts';
import type { StructureTable } from '../tables.ts';

export type StructureRow = Selectable<StructureTable>;

/** Called with the structure that changed, or with nothing when anything may have changed meanwhile. */
export type ChangeListener = (structureId?: string) => void;

/**
 * Writers committed together, one after the other. All of them are kept or none: whatever is remembered for the group is thrown away with it when
 * anything in it fails, and its writers then run again, so that their work must be safe to repeat.
 */
export interface WriteGroup {
  readonly trx: Transaction<Database>;
  /** The head of a structure whose lock the calling writer holds, as it stood before the first writer of the group. */
  lockedHead(structureId: string): StructureRow;
  /** What the group's writers on this structure are going to look for, of one kind. */
  asked(structureId: string, kind: string): readonly string[];
  /** Runs inside the transaction once every writer has had its turn; what fails here undoes the group. */
  atEnd(closer: () => Promise<void>): void;
  /** Runs once the writes are safe, before anybody is answered. */
  afterCommit(callback: () => void): void;
}

/** What a writer is going to look for, by kind. Told beforehand, so that its group looks for all of it at once. */
export type Asks = Readonly<Record<string, string>>;

/** A writer's work inside the group's transaction, which holds the structure's write lock. */
export type WriteWork<T> = (group: WriteGroup) => Promise<T>;

/**
 * A database and what the engines do differently. Everything else is Kysely on `db`, in the subset both engines understand.
 */
export interface Store {
  readonly engine: 'sqlite' | 'postgres';
  readonly db: Kysely<Database>;
  /**
   * Runs the work in a transaction that holds the structure's write lock, and resolves after the commit.
   * @throws {StructureMissingError} the structure has never been imported
   */
  write<T>(structureId: string, work: WriteWork<T>, asks?: Asks): Promise<T>;
  /** Runs the work in a transaction that locks nothing, and resolves after the commit. */
  append<T>(work: (trx: Kysely<Database>) => Promise<T>): Promise<T>;
  /** Several reads of one moment. */
  snapshot<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Tells every backend on this database, soon and once for many, that a structure has new events. */
  announce(structureId: string): void;
  /** Hears what is announced, by any backend; returns the way to stop. */
  listen(listener: ChangeListener): () => void;
  /** Resolves once the requests that have already arrived have had a chance to ask for something. */
  gather(): Promise<void>;
  /**
   * Looks at every page of the database where that is not its server's business; false when there are too many for a start.
   * @throws {DatabaseDamagedError} a page is not what it should be
   */
  checkPages(): Promise<boolean>;
  /** Brings the tables up to date; safe when several backends start at once. */
  migrate(): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export class StructureMissingError extends Error {
  override readonly name = 'StructureMissingError';
}

export class MigrationFailedError extends OperatorError {
  override readonly name = 'MigrationFailedError';
}

/** Runs the migrations that have not run; Kysely takes the engine's own lock around them (an advisory lock on PostgreSQL). */
export async function migrate(db: Kysely<Database>): Promise<void> {
  // A number is taken when work on a subject begins, and may land after a higher one: what each makes is its subject's own.
  const allowUnorderedMigrations = true;
  const migrator = new Migrator({ db, provider: migrationProvider, allowUnorderedMigrations });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error');
  const what = failed ? `the migration ${failed.migrationName} failed` : 'its migrations could not be read';
  const why = error instanceof Error ? error.message : 'unknown';
  throw new MigrationFailedError(`The database could not be brought up to date: ${what} (${why}).`, { cause: error });
}

/** The head of a structure inside a transaction that already holds its lock, or that only reads. */
export async function readHead(db: Kysely<Database>, structureId: string): Promise<StructureRow> {
  const head = await findHead(db, structureId);
  if (!head) throw new StructureMissingError(`There is no structure ${structureId}`);
  return head;
}

/** Heads by structure; those that are not there are left out. */
export async function findHeads(
  db: Kysely<Database>,
  structureIds: readonly string[],
): Promise<Map<string, StructureRow>> {
  const heads = await db.selectFrom('structure').selectAll().where('structure_id', 'in', structureIds).execute();
  return new Map(heads.map((head) => [head.structure_id, head]));
}

export async function findHead(db: Kysely<Database>, structureId: string): Promise<StructureRow | undefined> {
  return db.selectFrom('structure').selectAll().where('structure_id', '=', structureId).executeTakeFirst();
}
