import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';

export class SecretMissingError extends Error {
  override readonly name = 'SecretMissingError';
}

/** The server's secret: the one configured, else the one in the data folder. @throws {SecretMissingError} there is none yet */
export function readSecret(config: Pick<Config, 'secret' | 'dataFolder'>): string {
  if (config.secret !== undefined) return config.secret;
  const path = join(config.dataFolder, 'secret');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new SecretMissingError(`There is no secret in ${path}: start the backend once, or set RELAIS_SECRET.`, {
      cause,
    });
  }
}

/** The same, made on a folder's first start. Losing it breaks every booking link already given. */
export function readOrCreateSecret(config: Pick<Config, 'secret' | 'dataFolder'>): string {
  if (config.secret !== undefined) return config.secret;
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  try {
    // `wx`: whoever comes second reads what the first has written.
    writeFileSync(join(config.dataFolder, 'secret'), `${randomBytes(32).toString('base64url')}\n`, {
      flag: 'wx',
      mode: 0o600,
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readSecret(config);
}
