import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { join } from 'node:path';
import pg from 'pg';

export type Row = Record<string, unknown>;

/** A connection on which each statement is prepared once. Parameters are written `$1`, `$2`… */
export interface BareConnection {
  query(text: string, parameters?: readonly (string | number | null)[]): Promise<Row[]>;
}

/** One connection to write with and one to read with, as the backend under test has them at least. */
export interface BareDatabase {
  readonly writer: BareConnection;
  readonly reader: BareConnection;
  readonly begin: string;
}

/** The database of a place the backend has migrated and filled before. */
export async function openBareDatabase(env: NodeJS.ProcessEnv): Promise<BareDatabase> {
  const { DATABASE_URL: url, RELAIS_DATA: folder = '' } = env;
  if (url !== undefined) {
    return { writer: await connectPostgres(url), reader: await connectPostgres(url), begin: 'begin' };
  }
  return { writer: openSqlite(folder), reader: openSqlite(folder), begin: 'begin immediate' };
}

function openSqlite(folder: string): BareConnection {
  const database = new DatabaseSync(join(folder, 'relais.db'));
  // As the backend sets it: every commit waits for the disk.
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  const statements = new Map<string, StatementSync>();
  return {
    query: (text, parameters = []) => {
      const statement = statements.get(text) ?? database.prepare(text.replaceAll(/\$(\d+)/g, '?$1'));
      statements.set(text, statement);
      return Promise.resolve(statement.all(...(parameters as SQLInputValue[])) as Row[]);
    },
  };
}

async function connectPostgres(url: string): Promise<BareConnection> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const names = new Map<string, string>();
  return {
    query: async (text, parameters = []) => {
      if (parameters.length === 0) return (await client.query<Row>(text)).rows;
      const name = names.get(text) ?? `bare_${names.size}`;
      names.set(text, name);
      return (await client.query<Row>({ name, text, values: [...parameters] })).rows;
    },
  };
}
