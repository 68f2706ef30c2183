import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a new file that only this account can read, and waits until the disk has it. @throws `EEXIST` when it is there already */
export function writeNewFile(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the disk has what was written into a file. */
export function syncFile(path: string): void {
  sync(path, 'r+');
}

/** Waits until the disk has the names of a folder: which files are there, and which file each name stands for. */
export function syncFolder(path: string): void {
  // Windows opens no folders, and keeps its names in order by itself.
  if (process.platform !== 'win32') sync(path, 'r');
}

function sync(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What file systems without hard links say of one. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK'];

/** Gives a finished file its name, whole or not at all, never in place of another one. @throws `EEXIST` when the name is taken */
export function publishFile(finished: string, path: string): void {
  try {
    linkSync(finished, path);
    rmSync(finished);
  } catch (error) {
    if (!NO_LINKS.includes(errorCode(error) ?? '')) throw error;
    if (existsSync(path)) throw Object.assign(new Error(`${path} exists`, { cause: error }), { code: 'EEXIST' });
    renameSync(finished, path);
  }
  syncFolder(dirname(path));
}

/** The code of a refusal of the operating system, such as `ENOSPC`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
