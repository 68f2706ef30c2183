import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { describePostgres } from '../../support/engines.ts';
import type { Store } from '../../../../packages/server/src/core/db/store.ts';

describePostgres('statements kept prepared', (engine) => {
  let store: Store;
  before(async () => {
    const database = await engine.createDatabase();
    store = database.open();
    await store.migrate();
  });
  after(() => store.close());

  const countPrepared = async (text: string) => {
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(store.db);
    return rows.filter(({ statement }) => statement.includes(text)).length;
  };

  it('are parsed once, however often they are asked', async () => {
    const ask = () => store.db.selectFrom('structure').select('hash').where('structure_id', '=', 'nobody').execute();
    for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await ask(), []);
    assert.equal(await countPrepared('select "hash" from "structure"'), 1);
  });

  it('are not those of lists, of which there would be one for every length', async () => {
    for (const ids of [['one'], ['one', 'two'], ['one', 'two', 'three']]) {
      await store.db.selectFrom('structure').select('sequence').where('structure_id', 'in', ids).execute();
    }
    assert.equal(await countPrepared('select "sequence" from "structure"'), 1);
  });

  it('go on working when a newer backend adds a column', async () => {
    const found = await store.db.connection().execute(async (db) => {
      const ask = () => db.selectFrom('structure').selectAll().where('structure_id', '=', 'nobody').execute();
      const before = await ask();
      await sql`alter table structure add column novelty text`.execute(db);
      return [before, await ask()];
    });
    assert.deepEqual(found, [[], []]);
  });
});

describePostgres('a connection cut while it is in use', (engine) => {
  let store: Store;
  before(async () => {
    const database = await engine.createDatabase();
    store = database.open();
  });
  after(() => store.close());

  it('fails those who use it, and nothing else', async () => {
    await store.db.connection().execute(async (db) => {
      await assert.rejects(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db));
      // The end of the socket comes after the refusal, and finds the connection still in use.
      await setTimeout(100);
      await assert.rejects(sql`select 1`.execute(db));
    });
    await store.ping();
  });
});

describePostgres('commits on a database that is told to acknowledge them', (engine) => {
  const kept = [
    ['off', 'on'],
    ['on', 'on'],
    ['local', 'local'],
    ['remote_write', 'remote_write'],
    ['remote_apply', 'remote_apply'],
  ] as const;

  for (const [told, does] of kept) {
    it(`with synchronous_commit ${told} are made with ${does}, whatever the server says later`, async () => {
      const database = await engine.createDatabase();
      const first = database.open();
      await sql`do ${sql.lit(
        `begin execute format('alter database %I set synchronous_commit = ${told}', current_database()); end`,
      )}`.execute(first.db);
      await first.close();
      const store = database.open();
      const { rows } = await sql`
        select setting, source from pg_settings where name = 'synchronous_commit'
      `.execute(store.db);
      assert.deepEqual(rows, [{ setting: does, source: 'session' }]);
      await store.close();
    });
  }
});
