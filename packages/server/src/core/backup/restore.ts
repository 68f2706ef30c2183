import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dataFiles, REPLACED } from '../data-folder.ts';
import { DatabaseDamagedError } from '../db/check.ts';
import { lockFolder } from '../db/folder-lock.ts';
import { sqliteFault } from '../db/sqlite-errors.ts';
import { syncFile, syncFolder } from '../files.ts';
import { verifyLogWith } from '../log/verify.ts';
import type { LogVerification } from '../log/verify.ts';
import { OperatorError } from '../operator-error.ts';
import { opensNewestBooking, putSecretFile, readSecretAt, readSecretFile } from '../secret-file.ts';
import { secretFileOf } from './backup.ts';
import { inspectDatabase } from './inspect.ts';
import type { Inspection } from './inspect.ts';

export class RestoreRefusedError extends OperatorError {
  override readonly name = 'RestoreRefusedError';
}

export interface RestoreOptions {
  readonly folder: string;
  readonly file: string;
  /** Puts the backup's secret into the folder as well. */
  readonly withSecret: boolean;
  /** Restores a database whose log does not hold: where no backup has a better one, its bookings still count. */
  readonly acceptBrokenLog: boolean;
  /** The secret that is configured and stands in no file. */
  readonly secret: string | undefined;
  /** Tables that count for the moment of the backup only, and come back empty. */
  readonly fleeting: readonly string[];
  /** Milliseconds since the epoch: names what is put aside. */
  readonly now: number;
}

export interface Restored extends Inspection {
  readonly file: string;
  /** Where the database that stood there has gone; null when there was none. */
  readonly replaced: string | null;
  /** Whether the links of the bookings restored will open: with another secret than theirs they do not. */
  readonly links: 'open' | 'dead' | 'secret-missing';
  /** Places where the log does not hold. */
  readonly broken: LogVerification['broken'];
  /** The file is a copy of a database's file, made without its write-ahead log: what was in that is missing. */
  readonly isRawCopy: boolean;
}

/**
 * Puts a backup in the place of a folder's database. It is copied into the folder and checked there first: every page, the migrations, the
 * chains of the log. Until one renaming replaces the database, it is what it was; the one replaced stays beside it under a dated name.
 * @throws {FolderInUseError} a backend runs on the folder
 * @throws {RestoreRefusedError} the file is no sound backup, or something stands in the way; nothing has changed then
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const file = resolve(options.file);
  refuseFile(file);
  const lock = lockFolder(options.folder);
  try {
    forgetInterrupted(options.folder);
    return await replaceWith(file, options);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new RestoreRefusedError(`${file} is not restored: ${reason}.`, { cause: error });
  } finally {
    removeCopy(options.folder);
    lock.release();
  }
}

async function replaceWith(file: string, options: RestoreOptions): Promise<Restored> {
  const { folder, withSecret, fleeting, now } = options;
  const { restoring } = dataFiles(folder);
  copyPrivately(file, restoring);
  const isRawCopy = isInWalMode(restoring);
  const backupSecret = withSecret ? readBackupSecret(file) : undefined;
  const judged = await judge(file, backupSecret, options);
  emptyTables(restoring, fleeting);
  removeLogOf(restoring);
  syncFile(restoring);
  if (backupSecret !== undefined) replaceSecret(folder, backupSecret, stampOf(now));
  return { file, replaced: replaceDatabase(folder, stampOf(now)), isRawCopy, ...judged };
}

/** What a restore killed earlier has left: its copy, and the second name of a database it did not come to replace. */
function forgetInterrupted(folder: string): void {
  removeCopy(folder);
  const current = statSync(dataFiles(folder).database, { throwIfNoEntry: false });
  for (const name of readdirSync(folder).filter((other) => other.startsWith(REPLACED))) {
    const path = join(folder, name);
    if (current && statSync(path).ino === current.ino) rmSync(path);
  }
}

function removeCopy(folder: string): void {
  const { restoring } = dataFiles(folder);
  rmSync(restoring, { force: true });
  removeLogOf(restoring);
}

/** Empty here, since nothing is written: SQLite leaves it beside a database that was only read. */
function removeLogOf(path: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
}

/** A backup of an earlier version may be without some of them. */
function emptyTables(path: string, tables: readonly string[]): void {
  const database = new DatabaseSync(path);
  try {
    const isThere = database.prepare("select 1 from sqlite_schema where type = 'table' and name = ?");
    for (const table of tables) if (isThere.get(table)) database.exec(`delete from "${table}"`);
  } finally {
    database.close();
  }
}

function refuseFile(file: string): void {
  if (!existsSync(file)) throw new RestoreRefusedError(`There is no file ${file}.`);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log && log.size > 0)
    throw new RestoreRefusedError(
      `${file} has a write-ahead log beside it: it is a database in use or a copy of its files, not a backup, and what is in the log would be lost. Take a backup with « relais backup ».`,
    );
}

/** Written where the database is, so that one renaming can put it in place. */
function copyPrivately(file: string, copy: string): void {
  rmSync(copy, { force: true });
  closeSync(openSync(copy, 'wx', 0o600));
  copyFileSync(file, copy);
  chmodSync(copy, 0o600);
}

/** Which way a database keeps its log stands in its header; a backup of ours has been written without one. */
function isInWalMode(path: string): boolean {
  const header = Buffer.alloc(20);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header[18] === 2;
}

/** @throws {RestoreRefusedError} the copy in the folder is not sound */
async function judge(
  file: string,
  backupSecret: string | undefined,
  { folder, secret: configured, acceptBrokenLog }: RestoreOptions,
): Promise<Inspection & Pick<Restored, 'links' | 'broken'>> {
  const secret = backupSecret ?? configured ?? readSecretFileOrNone(folder);
  let links: Restored['links'] = 'secret-missing';
  let broken: Restored['broken'] = [];
  try {
    const inspection = await inspectDatabase(dataFiles(folder).restoring, async ({ db }) => {
      ({ broken } = await verifyLogWith([], db));
      if (broken.length > 0 && !acceptBrokenLog) throw brokenLog(file, broken);
      if (secret !== undefined) links = (await opensNewestBooking(db, secret)) ? 'open' : 'dead';
    });
    return { ...inspection, links, broken };
  } catch (error) {
    const found = error instanceof DatabaseDamagedError ? error.found : undefined;
    if (found === undefined && sqliteFault(error) !== 'damaged') throw error;
    throw new RestoreRefusedError(
      `${file} is damaged (${found ?? (error as Error).message}) and is not restored. Try the backup before it.`,
      { cause: error },
    );
  }
}

function brokenLog(file: string, broken: Restored['broken']): RestoreRefusedError {
  const places = broken.map(({ structureId, sequence, reason }) => `${structureId}: ${reason} at ${sequence}`);
  return new RestoreRefusedError(
    `The log in ${file} does not hold (${places.join('; ')}), and it is not restored. Try the backup before it; where none is better, --accept-broken-log restores it as it is.`,
  );
}

function readBackupSecret(file: string): string {
  const path = secretFileOf(file);
  const secret = readSecretAt(path, 'Restore without --with-secret, and put the secret back from elsewhere.');
  if (secret === undefined)
    throw new RestoreRefusedError(`There is no ${path}: the backup was made without --with-secret.`);
  return secret;
}

/** Keeps the secret that was there. */
function replaceSecret(folder: string, secret: string, stamp: string): void {
  if (readSecretFileOrNone(folder) === secret) return;
  const { secret: path } = dataFiles(folder);
  if (existsSync(path)) renameSync(path, `${path}.replaced-${stamp}`);
  putSecretFile(path, secret);
}

/** A secret that is none is no reason to keep a good one out. */
function readSecretFileOrNone(folder: string): string | undefined {
  try {
    return readSecretFile(folder);
  } catch {
    return undefined;
  }
}

/** @returns where the database that was there is now */
function replaceDatabase(folder: string, stamp: string): string | null {
  const { database, restoring } = dataFiles(folder);
  const aside = join(folder, `${REPLACED}${stamp}`);
  const isReplacing = existsSync(database);
  if (isReplacing && takesItsLogIn(database)) {
    refuseReader(folder);
    linkOrCopy(database, aside);
  } else {
    moveAside(folder, aside);
  }
  syncFolder(folder);
  renameSync(restoring, database);
  syncFolder(folder);
  return isReplacing ? aside : null;
}

/**
 * The write-ahead log of the old database must never meet the new one: SQLite would replay it there. A sound database has taken its log in, and
 * keeps its name until the new one takes it. One that is not goes aside at once, with its log: until the new one has its name there is none,
 * and a backend that is started in between refuses to.
 */
function moveAside(folder: string, aside: string): void {
  const { database, writeAheadLog, sharedMemory } = dataFiles(folder);
  if (existsSync(database)) renameSync(database, aside);
  if (existsSync(writeAheadLog)) renameSync(writeAheadLog, `${aside}-wal`);
  rmSync(sharedMemory, { force: true });
}

/** Whoever is the last to leave a database removes its log; where there still is one, somebody is there. */
function refuseReader(folder: string): void {
  const { database, writeAheadLog } = dataFiles(folder);
  if (!existsSync(writeAheadLog)) return;
  throw new RestoreRefusedError(`Another program is reading ${database}: end it, and restore again.`);
}

/** Whether the database opens, and everything committed is in its one file afterwards. */
function takesItsLogIn(path: string): boolean {
  if (statSync(path).size === 0) return false;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('pragma wal_checkpoint(truncate)');
    return true;
  } catch (error) {
    if (sqliteFault(error) === 'damaged' || sqliteFault(error) === 'disk-error') return false;
    throw error;
  } finally {
    database?.close();
  }
}

function linkOrCopy(path: string, name: string): void {
  try {
    linkSync(path, name);
  } catch {
    // A file system without links, or one that gives none: the copy takes longer and is as good.
    copyPrivately(path, name);
    syncFile(name);
  }
}

/** `20261109T070000123Z`: an instant as a file's name may hold it. */
function stampOf(now: number): string {
  return new Date(now).toISOString().replace(/[-:.]/g, '');
}
