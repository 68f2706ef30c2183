import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './files.ts';
import { OperatorError } from './operator-error.ts';

/** What stands in the folder of the embedded database, by file. */
export function dataFiles(folder: string) {
  return {
    database: join(folder, 'relais.db'),
    /** What is committed and not in the database yet. */
    writeAheadLog: join(folder, 'relais.db-wal'),
    /** Index of the write-ahead log, made again whenever it is missing. */
    sharedMemory: join(folder, 'relais.db-shm'),
    lock: join(folder, 'lock.db'),
    secret: join(folder, 'secret'),
    /** The copy a restore is checking. */
    restoring: join(folder, 'relais.db.restoring'),
  };
}

/** How the names of databases begin that a restore has put aside. */
export const REPLACED = 'relais.db.replaced-';

export class FolderInUseError extends OperatorError {
  override readonly name = 'FolderInUseError';

  constructor(folder: string, options?: ErrorOptions) {
    super(
      `The data folder ${folder} is in use by another Relais process. Stop it first, or give this one a folder of its own with RELAIS_DATA.`,
      options,
    );
  }
}

/** The operating system does not let this account work in the folder. */
export class FolderUnusableError extends OperatorError {
  override readonly name = 'FolderUnusableError';

  constructor(folder: string, cause: unknown) {
    const code = errorCode(cause);
    const reason = code === 'ERR_SQLITE_ERROR' ? (cause as Error).message : code;
    super(
      `The data folder ${folder} cannot be used (${reason ?? 'unknown'}): RELAIS_DATA must name a folder that this account may write in, on a disk with room left.`,
      { cause },
    );
  }
}

/** The folder shows that it has held data, and the database is not there. */
export class DatabaseLostError extends OperatorError {
  override readonly name = 'DatabaseLostError';

  constructor(folder: string, sign: string) {
    super(
      `The database in ${folder} is missing or empty, and ${sign}: data has been lost, and nothing is begun anew over it. Bring it back with « relais restore FILE ». To begin without any data on purpose, set RELAIS_DATA to another folder.`,
    );
  }
}

/** Makes the folder when it is not there. @throws {FolderUnusableError} */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new FolderUnusableError(folder, error);
  }
}

/**
 * Refuses a folder whose database has gone: opened as it is, it would be taken for a new one, and SQLite would erase a write-ahead log beside an
 * empty file. @throws {DatabaseLostError}
 */
export function refuseLostDatabase(folder: string): void {
  const { database, writeAheadLog } = dataFiles(folder);
  if (sizeOf(database) > 0) return;
  const sign = signOfData(folder) ?? (sizeOf(writeAheadLog) > 0 ? 'its write-ahead log is still there' : undefined);
  if (sign !== undefined) throw new DatabaseLostError(folder, sign);
}

/** What shows that the folder has held a database with data; the secret is made once there is a database. */
export function signOfData(folder: string): string | undefined {
  if (existsSync(dataFiles(folder).secret)) return 'its secret is still there';
  const replaced = readdirSync(folder).find((name) => name.startsWith(REPLACED));
  return replaced === undefined ? undefined : `${replaced}, put aside by a restore, stands there`;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
