import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { Config } from '../config.ts';
import { dataFiles, FolderUnusableError, prepareFolder } from './data-folder.ts';
import type { Database } from '../tables.ts';
import { errorCode, publishFile, writeNewFile } from './files.ts';
import { OperatorError } from './operator-error.ts';
import { SECRET_WORDS, weaknessOf } from './secret-strength.ts';
import { createSecrets, hashToken } from './secrets.ts';

type SecretConfig = Pick<Config, 'secret' | 'dataFolder'>;

export class SecretMissingError extends OperatorError {
  override readonly name = 'SecretMissingError';
}

/** The secret file cannot be read, or what stands in it is none. */
export class SecretUnusableError extends OperatorError {
  override readonly name = 'SecretUnusableError';
}

/** The secret is not the one that what is in the database was made with. */
export class SecretLostError extends OperatorError {
  override readonly name = 'SecretLostError';
}

const WAYS_OUT = `put the old secret back (a backup made with --with-secret holds it: « relais restore FILE --with-secret »), or accept the loss: start with RELAIS_NEW_SECRET=accept, kept until the next booking is made`;

/** What depends on the secret, for whoever is about to lose it. */
const WHAT_DIES = `With another secret these no longer work: the links of all bookings and holds so far, also in mails already sent; « relais token » of before. The same person booking twice is not recognised across the change, and the counts of limits begin anew. Bookings, ledger and log stay`;

/** The server's secret: the one configured, else the one in the data folder. @throws {SecretMissingError} @throws {SecretUnusableError} */
export function readSecret(config: SecretConfig): string {
  const secret = config.secret ?? readSecretFile(config.dataFolder);
  if (secret !== undefined) return secret;
  const { secret: path } = dataFiles(config.dataFolder);
  throw new SecretMissingError(`There is no secret in ${path}: start the backend once, or set RELAIS_SECRET.`);
}

/**
 * The secret to serve with, which must be the one that the data was made with; made here when there is no data yet.
 * @throws {SecretUnusableError} the file holds none
 * @throws {SecretLostError} there is data, and its secret is gone or another one; the operator has not accepted that
 */
export async function settleSecret(
  config: SecretConfig & Pick<Config, 'acceptsNewSecret'>,
  db: Kysely<Database>,
): Promise<string> {
  const known = config.secret ?? readSecretFile(config.dataFolder);
  if (known === undefined) {
    if (!config.acceptsNewSecret && (await hasStructures(db))) throw lost(config);
    return createSecretFile(config.dataFolder);
  }
  if (!config.acceptsNewSecret && !(await opensNewestBooking(db, known))) throw changed(config);
  return known;
}

/** Whether the newest booking's link was made with this secret; true where there is none. */
export async function opensNewestBooking(db: Kysely<Database>, secret: string): Promise<boolean> {
  const newest = await db
    .selectFrom('booking')
    .select(['structure_id', 'id', 'token_hash'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) return true;
  const token = createSecrets(secret).token('booking', newest.structure_id, newest.id);
  return hashToken(token) === newest.token_hash;
}

/** The secret in a data folder; `undefined` when there is none. @throws {SecretUnusableError} */
export function readSecretFile(folder: string): string | undefined {
  const { secret: path } = dataFiles(folder);
  return readSecretAt(path, 'Put it back from a backup; without one, remove the file and start again.');
}

/** @param remedy what to do about a file that holds no secret */
export function readSecretAt(path: string, remedy: string): string | undefined {
  let secret: string;
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new SecretUnusableError(
      `The secret ${path} cannot be read (${errorCode(error) ?? 'unknown'}): this account must be able to read it.`,
      { cause: error },
    );
  }
  const weakness = weaknessOf(secret);
  if (weakness === undefined) return secret;
  throw new SecretUnusableError(`The secret ${path} ${weakness}; a secret has ${SECRET_WORDS}. ${remedy}`);
}

/** Makes the file; when another process was faster, its secret is the one. */
function createSecretFile(folder: string): string {
  prepareFolder(folder);
  const { secret: path } = dataFiles(folder);
  const secret = randomBytes(32).toString('base64url');
  try {
    putSecretFile(path, secret);
    return secret;
  } catch (error) {
    const other = errorCode(error) === 'EEXIST' ? readSecretFile(folder) : undefined;
    if (other === undefined) throw new FolderUnusableError(folder, error);
    return other;
  }
}

/** Writes a secret that is on the disk before it has its name, and never replaces one. @throws `EEXIST` */
export function putSecretFile(path: string, secret: string): void {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeNewFile(unfinished, `${secret}\n`);
    publishFile(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function hasStructures(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('structure').select('structure_id').limit(1).executeTakeFirst()) !== undefined;
}

function lost({ dataFolder }: SecretConfig): SecretLostError {
  const { secret: path } = dataFiles(dataFolder);
  return new SecretLostError(`The secret ${path} is missing, and there is data. ${WHAT_DIES}. Either ${WAYS_OUT}.`);
}

function changed({ secret, dataFolder }: SecretConfig): SecretLostError {
  const where = secret === undefined ? `in ${dataFiles(dataFolder).secret}` : 'of RELAIS_SECRET';
  return new SecretLostError(
    `The secret ${where} is not the one the newest booking was made with. ${WHAT_DIES}. Either ${WAYS_OUT}.`,
  );
}
