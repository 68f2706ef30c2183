import type { Config } from '../../config.ts';
import { openNodeSqliteStore } from './node-sqlite.ts';
import { openPostgresStore } from './postgres.ts';
import type { PostgresStore } from './postgres.ts';
import type { Store } from './store.ts';

export interface OpenOptions {
  /** Leaves a running backend in peace: nothing can be written, and the folder's lock is not asked for. */
  readonly readOnly?: boolean;
  /** What is written now can be made again: no write to the embedded database waits for the disk. */
  readonly replaceable?: boolean;
  /** Told of faults of connections nobody waits on. */
  readonly onError?: (error: unknown) => void;
}

/** Opens the configured database, without migrating it. @throws {FolderInUseError} another process writes in the folder */
export function openStore(
  config: Pick<Config, 'databaseUrl' | 'dataFolder'>,
  { readOnly = false, replaceable = false, onError = () => undefined }: OpenOptions = {},
): Store | PostgresStore {
  if (config.databaseUrl !== undefined) return openPostgresStore(config.databaseUrl, onError);
  return openNodeSqliteStore(config.dataFolder, { readOnly, replaceable });
}
