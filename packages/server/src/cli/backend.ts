import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { openStore } from '../core/db/open.ts';
import type { OpenOptions } from '../core/db/open.ts';
import type { Store } from '../core/db/store.ts';
import { OperatorError } from '../core/operator-error.ts';
import { RefusedError, UsageError } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** The configuration a command runs under. @throws {UsageError} naming every variable that is wrong */
export function configure(terminal: Terminal): Config {
  try {
    return readConfig(terminal.env);
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** Opens the configured database for one piece of work and closes it whatever happens. */
export async function withStore<T>(
  config: Config,
  options: OpenOptions,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = open(config, options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function open(config: Config, options: OpenOptions): Store {
  try {
    return openStore(config, options);
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const where = config.databaseUrl === undefined ? `in ${config.dataFolder}` : 'at DATABASE_URL';
    throw new RefusedError(`There is no database ${where} that can be opened: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
