import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { run } from '../../../../packages/server/src/cli/run.ts';
import { openNodeSqliteStore } from '../../../../packages/server/src/core/db/node-sqlite.ts';
import { verifyLog } from '../../../../packages/server/src/verify-log.ts';
import { SYSTEM_ACTOR } from '../../../../packages/server/src/core/actors.ts';
import { createContext } from '../../../../packages/server/src/create-context.ts';
import { importDocument } from '../../../../packages/server/src/import-document.ts';
import { createSettings, createTerritory, STRUCTURE } from '../../support/territory.ts';

const CRASHING = join(import.meta.dirname, 'crash-at.ts');
const SECRET = 'a secret of thirty-two characters, or more';

interface Restored {
  readonly replaced: string | null;
  readonly links: string;
  readonly structures: readonly { readonly structureId: string; readonly events: number }[];
}

let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'relais-backup-'));
  folder = join(place, 'data');
});
afterEach(() => rmSync(place, { recursive: true }));

async function relais(...args: string[]) {
  return relaisWith({}, ...args);
}

async function relaisWith(env: Record<string, string>, ...args: string[]) {
  let out = '';
  let said = '';
  const code = await run(args, {
    env: { RELAIS_DATA: folder, ...env },
    write: (text) => Promise.resolve(void (out += text)),
    say: (text) => void (said += `${text}\n`),
    readInput: () => Promise.resolve(''),
  });
  return { code, said, json: () => JSON.parse(out) as Restored };
}

/** Writes one more event: a territory under another name. The first call makes the structure and the secret. */
async function rename(name: string): Promise<void> {
  const path = join(place, 'territory.json');
  writeFileSync(path, JSON.stringify(createTerritory({ name })));
  const { code, said } = await relais('import', path);
  assert.equal(code, 0, said);
}

async function countEvents(): Promise<number> {
  const store = openNodeSqliteStore(folder);
  try {
    const { ok, broken } = await verifyLog(store.db);
    assert.ok(ok, JSON.stringify(broken));
    return (await store.db.selectFrom('event').select('sequence').orderBy('sequence').execute()).length;
  } finally {
    await store.close();
  }
}

const at = (name: string) => join(place, name);
const replacedNames = () => readdirSync(folder).filter((name) => name.startsWith('relais.db.replaced-'));

describe('relais backup', () => {
  it('copies what is committed while a backend has the folder, for this account alone', async () => {
    await rename('Un');
    const running = openNodeSqliteStore(folder);
    const context = createContext({ store: running, secret: SECRET });
    await importDocument(context, createSettings(), SYSTEM_ACTOR, STRUCTURE);
    assert.ok(statSync(join(folder, 'relais.db-wal')).size > 0, 'the last event is in the write-ahead log only');
    const { code, said, json } = await relais('backup', at('one.db'));
    await running.close();
    assert.equal(code, 0, said);
    assert.match(said, /secret is not in the backup/);
    assert.deepEqual(
      json().structures.map(({ structureId, events }) => [structureId, events]),
      [[STRUCTURE, 2]],
    );
    assert.equal(statSync(at('one.db')).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(place).sort(), ['data', 'one.db', 'territory.json']);
  });

  it('writes the secret beside it when asked to', async () => {
    await rename('Un');
    assert.equal((await relais('backup', at('one.db'), '--with-secret')).code, 0);
    assert.equal(readFileSync(at('one.db.secret'), 'utf8'), readFileSync(join(folder, 'secret'), 'utf8'));
    assert.equal(statSync(at('one.db.secret')).mode & 0o777, 0o600);
    const configured = await relaisWith({ RELAIS_SECRET: SECRET }, 'backup', at('two.db'), '--with-secret');
    assert.equal(configured.code, 2);
    assert.match(configured.said, /RELAIS_SECRET/);
  });

  it('replaces no file, and leaves none when it cannot', async () => {
    const none = await relais('backup', at('one.db'));
    assert.equal(none.code, 1);
    assert.match(none.said, /There is no database/);
    await rename('Un');
    writeFileSync(at('one.db'), 'mine');
    const taken = await relais('backup', at('one.db'));
    assert.equal(taken.code, 1);
    assert.match(taken.said, /is there already/);
    assert.equal(readFileSync(at('one.db'), 'utf8'), 'mine');
    assert.equal((await relais('backup', at('nowhere/one.db'))).code, 1);
    damage(join(folder, 'relais.db'));
    const damaged = await relais('backup', at('two.db'));
    assert.equal(damaged.code, 1);
    assert.match(damaged.said, /malformed|damaged/);
    assert.deepEqual(readdirSync(place).sort(), ['data', 'one.db', 'territory.json']);
  });

  for (const command of ['backup', 'restore']) {
    it(`names PostgreSQL’s own tools where ${command} is asked on PostgreSQL`, async () => {
      const env = { DATABASE_URL: 'postgres://u@db/x', RELAIS_SECRET: SECRET };
      const { code, said } = await relaisWith(env, command, at('one.db'));
      assert.equal(code, 1);
      assert.match(said, /pg_dump.*pg_restore.*pg_basebackup/s);
    });
  }
});

describe('relais restore', () => {
  it('puts the backup in place and keeps what it replaces', async () => {
    await rename('Un');
    await relais('backup', at('one.db'));
    await rename('Deux');
    const { code, said, json } = await relais('restore', at('one.db'));
    assert.equal(code, 0, said);
    const [name] = replacedNames();
    assert.equal(json().replaced, join(folder, name!));
    assert.equal(await countEvents(), 1);
    copyFileSync(join(folder, name!), at('replaced.db'));
    assert.equal((await relais('restore', at('replaced.db'))).code, 0);
    assert.equal(await countEvents(), 2);
  });

  it('brings a new machine its data and its secret', async () => {
    await rename('Un');
    await relais('backup', at('one.db'), '--with-secret');
    const secret = readFileSync(join(folder, 'secret'), 'utf8');
    folder = join(place, 'elsewhere');
    const without = await relais('restore', at('one.db'));
    assert.equal(without.json().links, 'secret-missing');
    assert.match(without.said, /There is no secret/);
    const { code, json } = await relais('restore', at('one.db'), '--with-secret');
    assert.deepEqual([code, json().links], [0, 'open']);
    assert.equal(readFileSync(join(folder, 'secret'), 'utf8'), secret);
    assert.equal(await countEvents(), 1);
  });

  it('brings nobody’s session back', async () => {
    await rename('Un');
    const store = openNodeSqliteStore(folder);
    const session = { id_hash: 'a', structure_id: STRUCTURE, professional_id: 'p', issuer: 'i', subject: 's' };
    const until = { language: 'fr', created_at: 0, expires_at: 9e12, ends_at: 9e12 } as const;
    await store.db
      .insertInto('session')
      .values({ ...session, ...until })
      .execute();
    await store.close();
    await relais('backup', at('one.db'));
    const { code, said } = await relais('restore', at('one.db'));
    assert.equal(code, 0, said);
    const restored = openNodeSqliteStore(folder);
    const left = await restored.db.selectFrom('session').selectAll().execute();
    await restored.close();
    assert.deepEqual(left, []);
    assert.equal(await countEvents(), 1);
  });

  it('puts aside a secret that is another one', async () => {
    await rename('Un');
    await relais('backup', at('one.db'), '--with-secret');
    writeFileSync(join(folder, 'secret'), `${SECRET}\n`);
    assert.equal((await relais('restore', at('one.db'), '--with-secret')).code, 0);
    const aside = readdirSync(folder).find((name) => name.startsWith('secret.replaced-'));
    assert.equal(readFileSync(join(folder, aside!), 'utf8'), `${SECRET}\n`);
  });

  it('refuses while a backend has the folder', async () => {
    await rename('Un');
    await relais('backup', at('one.db'));
    const running = openNodeSqliteStore(folder);
    const { code, said } = await relais('restore', at('one.db'));
    await running.close();
    assert.equal(code, 1);
    assert.match(said, /is in use by another Relais process/);
    assert.deepEqual(replacedNames(), []);
  });

  it('refuses while another program reads the database', async () => {
    await rename('Un');
    await relais('backup', at('one.db'));
    const reader = openNodeSqliteStore(folder, { readOnly: true });
    await reader.ping();
    const { code, said } = await relais('restore', at('one.db'));
    await reader.close();
    assert.equal(code, 1);
    assert.match(said, /Another program is reading/);
    assert.equal((await relais('restore', at('one.db'))).code, 0);
  });

  const unsound: [string, () => Promise<void> | void, RegExp][] = [
    ['that is not there', () => rmSync(at('one.db')), /There is no file/],
    ['that is no database', () => writeFileSync(at('one.db'), 'not a database, but long enough'), /damaged/],
    ['that is empty', () => truncateSync(at('one.db'), 0), /is not a database of Relais/],
    ['that is cut short', () => truncateSync(at('one.db'), 8192), /damaged/],
    ['with a damaged page', () => damage(at('one.db')), /damaged/],
    ['of a newer version', () => change("insert into kysely_migration values ('9999_later', '2030')"), /newer Relais/],
    ['without a table', () => change('drop table mail'), /the table mail is missing/],
    ['whose log was changed', () => change("update event set actor = 'x' where sequence = 1"), /row-changed at 1/],
    ['whose log was cut', () => change('delete from event where sequence = 2'), /does not end where its head says/],
    [
      'with a write-ahead log beside it',
      () => writeFileSync(at('one.db-wal'), 'what the copy lacks'),
      /has a write-ahead log beside it/,
    ],
  ];
  for (const [what, spoil, message] of unsound) {
    it(`refuses a file ${what}, and changes nothing`, async () => {
      await rename('Un');
      await rename('Deux');
      await relais('backup', at('one.db'));
      await spoil();
      await rename('Trois');
      const { code, said } = await relais('restore', at('one.db'));
      assert.equal(code, 1);
      assert.match(said, message);
      assert.deepEqual(
        readdirSync(folder).filter((name) => /replaced|restoring/.test(name)),
        [],
      );
      assert.equal(await countEvents(), 3);
    });
  }

  it('restores a log that does not hold when told to, and says where', async () => {
    await rename('Un');
    await relais('backup', at('one.db'));
    change("update event set actor = 'x' where sequence = 1");
    const { code, said } = await relais('restore', at('one.db'), '--accept-broken-log');
    assert.equal(code, 0);
    assert.match(said, /vallon: row-changed at 1/);
  });

  it('says of a raw copy that something may be missing', async () => {
    await rename('Un');
    copyFileSync(join(folder, 'relais.db'), at('one.db'));
    change('pragma journal_mode = wal; pragma user_version = 0');
    const { code, said } = await relais('restore', at('one.db'));
    assert.equal(code, 0, said);
    assert.match(said, /write-ahead log is missing/);
  });

  it('replaces a database that is damaged, and keeps it', async () => {
    await rename('Un');
    await relais('backup', at('one.db'));
    writeFileSync(join(folder, 'relais.db'), 'what is left of a database');
    assert.match((await relais('migrate')).said, /The database is damaged.*relais restore FILE/);
    assert.equal((await relais('restore', at('one.db'))).code, 0);
    assert.equal(await countEvents(), 1);
    assert.equal(readFileSync(join(folder, replacedNames()[0]!), 'utf8'), 'what is left of a database');
  });

  function change(statements: string): void {
    changeFile(at('one.db'), statements);
  }
});

describe('killed before any change of the folder', () => {
  it('a restore has left the old database or the new one, whole', async () => {
    await rename('Un');
    await relais('backup', at('one.db'), '--with-secret');
    await rename('Deux');
    await relais('backup', at('two.db'));
    const seen = new Set<number>();
    for (let step = 1; ; step += 1) {
      await relais('restore', at('two.db'));
      const killed = await killAt(step, 'restore', at('one.db'), '--with-secret');
      seen.add(await countEvents());
      if (!killed) break;
      assert.ok(step < 50, 'it never ends');
    }
    assert.deepEqual([...seen].sort(), [1, 2], 'some kills came before the replacement, some after');
  });

  it('a restore over a damaged database never lets a backend begin anew', async () => {
    await rename('Un');
    await relais('backup', at('one.db'));
    rmSync(join(folder, 'secret'));
    for (let step = 1; ; step += 1) {
      writeFileSync(join(folder, 'relais.db'), 'what is left of a database');
      const killed = await killAt(step, 'restore', at('one.db'));
      if (!killed) break;
      const { code, said } = await relaisWith({ RELAIS_SECRET: SECRET }, 'migrate');
      if (code === 0) assert.equal(await countEvents(), 1);
      else assert.match(said, /The database is damaged|data has been lost/);
    }
    assert.equal(await countEvents(), 1);
  });

  it('a backup has left no file, or a whole one', async () => {
    await rename('Un');
    for (let step = 1; ; step += 1) {
      const file = at(`${step}.db`);
      const killed = await killAt(step, 'backup', file, '--with-secret');
      if (existsSync(file)) assert.equal((await relais('restore', file)).code, 0);
      if (!killed) break;
    }
    assert.ok(readdirSync(place).some((name) => name.endsWith('.db')));
  });

  /** Runs a command that ends itself by SIGKILL just before its n-th change of a file. @returns whether it came so far */
  async function killAt(step: number, ...args: string[]): Promise<boolean> {
    mkdirSync(folder, { recursive: true });
    const child = spawn(
      process.execPath,
      ['--conditions=@relais/source', '--disable-warning=ExperimentalWarning', CRASHING, ...args],
      {
        env: { PATH: process.env.PATH, RELAIS_DATA: folder, CRASH_IN: place, CRASH_AT: String(step) },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    assert.ok(signal === 'SIGKILL' || code === 0, said);
    return signal === 'SIGKILL';
  }
});

function changeFile(path: string, statements: string): void {
  const database = new DatabaseSync(path);
  database.exec(`pragma foreign_keys = off; ${statements}`);
  database.close();
}

/** Overwrites a page in the middle. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4096 * 3, 4096 * 5);
  writeFileSync(path, bytes);
}
