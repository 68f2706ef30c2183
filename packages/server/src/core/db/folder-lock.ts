import { DatabaseSync } from 'node:sqlite';
import { dataFiles, FolderInUseError, FolderUnusableError, prepareFolder } from '../data-folder.ts';
import { sqliteFault } from './sqlite-errors.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder for this process alone, until it lets go or ends.
 * @throws {FolderInUseError} another process has it
 * @throws {FolderUnusableError} this account cannot write there
 */
export function lockFolder(folder: string): FolderLock {
  prepareFolder(folder);
  let lock: DatabaseSync | undefined;
  try {
    // A database of its own held by an exclusive transaction: the operating system frees it however the process ends.
    lock = new DatabaseSync(dataFiles(folder).lock, { timeout: 0 });
    lock.exec('begin exclusive');
  } catch (error) {
    lock?.close();
    if (sqliteFault(error) === 'locked') throw new FolderInUseError(folder, { cause: error });
    throw new FolderUnusableError(folder, error);
  }
  const held = lock;
  return { release: () => held.close() };
}
