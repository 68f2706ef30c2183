import type { Config } from '../config.ts';
import { RefusedError } from './terminal.ts';

/** A server has its own ways, which know more of it than we do. @throws {RefusedError} naming them */
export function refusePostgres({ databaseUrl }: Config): void {
  if (databaseUrl === undefined) return;
  throw new RefusedError(
    `DATABASE_URL is set: PostgreSQL has its own tools, which this command does not replace.
  one moment    pg_dump --format=custom --file=FILE "$DATABASE_URL", and pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE
  any moment    pg_basebackup with continuous archiving (point-in-time recovery)
Keep RELAIS_SECRET apart: it is in neither. docs/operators.md goes through both.`,
  );
}
