import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { dataFiles, signOfData } from '../core/data-folder.ts';
import { lockFolder } from '../core/db/folder-lock.ts';

/** Where data stands that is being made, inside the folder that it is for. */
const UNFINISHED = 'unfinished';

/**
 * Fills an empty data folder with what some work makes, all of it or nothing: it is made beside, and put into its place once it is there. What was
 * cut off is thrown away and made again. Where there is data already, and on PostgreSQL, the work is done in place.
 */
export async function asAWhole<T>(config: Config, work: (config: Config) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = config;
  if (databaseUrl !== undefined || holdsData(dataFolder)) return work(config);
  const lock = lockFolder(dataFolder);
  try {
    const unfinished = join(dataFolder, UNFINISHED);
    rmSync(unfinished, { recursive: true, force: true });
    const result = await work({ ...config, dataFolder: unfinished });
    const [from, to] = [dataFiles(unfinished), dataFiles(dataFolder)];
    // A secret that was configured stands in no file.
    if (existsSync(from.secret)) renameSync(from.secret, to.secret);
    renameSync(from.database, to.database);
    rmSync(unfinished, { recursive: true });
    return result;
  } finally {
    lock.release();
  }
}

function holdsData(folder: string): boolean {
  return existsSync(folder) && (existsSync(dataFiles(folder).database) || signOfData(folder) !== undefined);
}
