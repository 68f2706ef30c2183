import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Migrator } from 'kysely/migration';
import { bringUp } from '../../../packages/server/src/core/db/check.ts';
import { migrationProvider } from '../../../packages/server/src/migrations.ts';
import { describeEngines } from '../support/engines.ts';

describeEngines('a migration that landed after one with a higher number', (engine) => {
  it('runs where the higher one has run already', async () => {
    const database = await engine.createDatabase();
    const store = database.open();
    const { '0011_sessions': _, ...others } = await migrationProvider.getMigrations();
    const provider = { getMigrations: () => Promise.resolve(others) };
    const { error } = await new Migrator({ db: store.db, provider }).migrateToLatest();
    assert.equal(error, undefined);
    await bringUp(store);
    assert.deepEqual(await store.db.selectFrom('session').selectAll().execute(), []);
    await store.close();
    await database.remove();
  });
});
