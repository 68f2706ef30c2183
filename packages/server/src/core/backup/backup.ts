import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dataFiles } from '../data-folder.ts';
import { errorCode, publishFile, syncFile } from '../files.ts';
import { OperatorError } from '../operator-error.ts';
import { readSecret, putSecretFile } from '../secret-file.ts';
import { inspectDatabase } from './inspect.ts';
import type { Inspection } from './inspect.ts';

export class BackupRefusedError extends OperatorError {
  override readonly name = 'BackupRefusedError';
}

export interface Backup extends Inspection {
  readonly file: string;
  readonly bytes: number;
  /** Where the secret was written; null when it is not in the backup. */
  readonly secretFile: string | null;
}

/** Where the secret of a backup stands. */
export function secretFileOf(file: string): string {
  return `${file}.secret`;
}

/**
 * Copies the embedded database of a folder, as it is at one moment, into one new file; a backend may be writing meanwhile. The file has its name
 * only once it is whole, checked and on the disk.
 * @param withSecret writes the folder's secret beside it, in a file of its own
 * @throws {BackupRefusedError} nothing is left behind then
 */
export async function backUp(folder: string, file: string, withSecret: boolean): Promise<Backup> {
  const secretFile = withSecret ? secretFileOf(file) : null;
  refuseNames(file, secretFile);
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.partial`;
  const written: string[] = [];
  try {
    copyDatabase(dataFiles(folder).database, unfinished);
    const inspection = await inspectDatabase(unfinished);
    syncFile(unfinished);
    if (secretFile !== null) {
      putSecretFile(secretFile, readSecret({ secret: undefined, dataFolder: folder }));
      written.push(secretFile);
    }
    publishFile(unfinished, file);
    return { file, bytes: statSync(file).size, secretFile, ...inspection };
  } catch (error) {
    for (const name of written) rmSync(name, { force: true });
    if (error instanceof OperatorError) throw error;
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new BackupRefusedError(`There is no backup in ${file}: ${reason}.`, { cause: error });
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function refuseNames(file: string, secretFile: string | null): void {
  const taken = [file, secretFile].find((name) => name !== null && existsSync(name));
  if (taken !== undefined)
    throw new BackupRefusedError(
      `${taken ?? ''} is there already: a backup never replaces a file. Give it another name.`,
    );
  const folder = dirname(file);
  if (!existsSync(folder)) throw new BackupRefusedError(`There is no folder ${folder} to write the backup into.`);
}

/**
 * By SQLite's own `vacuum into`: one read transaction, so that the copy is of one moment and the backend goes on writing. What has been erased
 * does not go along, as it would in a copy of the pages.
 */
function copyDatabase(source: string, target: string): void {
  if (!existsSync(source)) throw new BackupRefusedError(`There is no database ${source} to back up.`);
  // Made beforehand, so that nobody else can read it at any time.
  closeSync(openSync(target, 'wx', 0o600));
  const database = openSource(source);
  try {
    database.prepare('vacuum into ?').run(target);
  } finally {
    database.close();
  }
}

function openSource(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  } catch (error) {
    throw new BackupRefusedError(`The database ${path} cannot be opened (${errorCode(error) ?? 'unknown'}).`, {
      cause: error,
    });
  }
}
