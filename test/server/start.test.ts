import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { bringUp, checkPages } from '../../packages/server/src/core/db/check.ts';
import { openNodeSqliteStore } from '../../packages/server/src/core/db/node-sqlite.ts';
import { openBackend } from './support/backend.ts';
import type { TestBackend } from './support/backend.ts';
import { describeEngines } from './support/engines.ts';
import { createDataFolder, failToStart } from './support/running.ts';

describeEngines('a start', (engine) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await openBackend(engine);
  });
  afterEach(() => backend.close());

  it('finds a sound database ready', async () => {
    assert.deepEqual(await bringUp(backend.store), { pagesChecked: true });
  });

  it('refuses a database without one of its tables', async () => {
    await backend.store.db.schema.dropTable('mail').execute();
    await assert.rejects(bringUp(backend.store), {
      name: 'DatabaseDamagedError',
      message: /the table mail is missing/,
    });
  });

  it('refuses a log that does not end where its head says', async () => {
    const { db } = backend.store;
    const refusal = { name: 'DatabaseDamagedError', message: /the log of the structure vallon does not end/ };
    const cutAt = 2;
    const rows = await db.selectFrom('event').selectAll().where('sequence', '>', cutAt).orderBy('sequence').execute();
    await db.deleteFrom('event').where('sequence', '>', cutAt).execute();
    await assert.rejects(bringUp(backend.store), refusal);
    await db.insertInto('event').values(rows).execute();
    await bringUp(backend.store);
    await db.updateTable('structure').set({ sequence: cutAt }).execute();
    await assert.rejects(bringUp(backend.store), refusal);
  });

  it('refuses a database of a newer version, by name', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '2030-01-01')`.execute(
      backend.store.db,
    );
    await assert.rejects(bringUp(backend.store), {
      name: 'DatabaseNewerError',
      message: /newer Relais \(9999_later\)/,
    });
  });
});

describe('a start on an embedded database', () => {
  let folder: { path: string; remove: () => void };
  let data: string;
  const file = (name: string) => join(data, name);
  beforeEach(async () => {
    folder = createDataFolder();
    data = join(folder.path, 'data');
    const store = openNodeSqliteStore(data);
    await bringUp(store);
    await store.close();
    writeFileSync(file('secret'), 'a secret of thirty-two characters, or more\n');
  });
  afterEach(() => folder.remove());

  async function startFails(env: Record<string, string> = {}): Promise<string> {
    const { code, output } = await failToStart({ PORT: '0', RELAIS_DATA: data, ...env });
    assert.equal(code, 1, output);
    assert.equal(output.trimEnd().split('\n').length, 1, `one sentence, no stack: ${output}`);
    return output;
  }

  it('refuses a database that is emptied, gone, or without its tables', async () => {
    truncateSync(file('relais.db'), 0);
    assert.match(await startFails(), /missing or empty, and its secret is still there.*relais restore FILE/);
    assert.equal(readFileSync(file('relais.db')).length, 0, 'nothing is begun anew over it');
    rmSync(file('relais.db'));
    assert.throws(() => openNodeSqliteStore(data), { name: 'DatabaseLostError' });
    assert.ok(!existsSync(file('relais.db')));
    new DatabaseSync(file('relais.db')).exec('create table t (a); drop table t');
    assert.throws(() => openNodeSqliteStore(data), { name: 'DatabaseLostError' });
  });

  it('refuses an empty database beside a write-ahead log, and leaves the log', () => {
    rmSync(file('secret'));
    truncateSync(file('relais.db'), 0);
    writeFileSync(file('relais.db-wal'), 'all that is left');
    assert.throws(() => openNodeSqliteStore(data), { name: 'DatabaseLostError', message: /write-ahead log/ });
    assert.equal(readFileSync(file('relais.db-wal'), 'utf8'), 'all that is left');
  });

  it('refuses a database with a damaged page', async () => {
    const bytes = readFileSync(file('relais.db'));
    bytes.fill(0xa5, 4096 * 3, 4096 * 5);
    writeFileSync(file('relais.db'), bytes);
    assert.match(await startFails(), /The database is damaged: .*Bring back the last backup/);
    writeFileSync(file('relais.db'), 'what is left of a database');
    assert.match(await startFails(), /The database is damaged: file is not a database/);
  });

  it('leaves the pages of a very large database to the backups', async () => {
    const store = openNodeSqliteStore(data);
    assert.equal(await checkPages(store.db, 1000), false);
    await store.close();
  });

  it('says in one sentence that it may not use its folder', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const path = join(folder.path, 'file', 'data');
    const said = await startFails({ RELAIS_DATA: path });
    assert.ok(said.startsWith(`The data folder ${path} cannot be used (ENOTDIR)`), said);
  });

  it(
    'says in one sentence that it may not write in its folder',
    { skip: isRoot() && 'root may write everywhere' },
    async () => {
      mkdirSync(join(folder.path, 'shut'));
      chmodSync(join(folder.path, 'shut'), 0o500);
      assert.match(
        await startFails({ RELAIS_DATA: join(folder.path, 'shut') }),
        /cannot be used \(unable to open database file\)/,
      );
    },
  );

  it('says in one sentence that its secret is none', async () => {
    writeFileSync(file('secret'), '');
    assert.match(await startFails(), /The secret .*secret is empty; a secret has at least 32 random characters/);
  });

  it('says who else keeps the database locked', async () => {
    const other = new DatabaseSync(file('relais.db'));
    other.exec('pragma locking_mode = exclusive; begin exclusive');
    const said = await startFails();
    other.close();
    assert.match(said, /Another program keeps .*relais\.db locked/);
  });
});

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
