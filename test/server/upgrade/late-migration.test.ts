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

describeEngines('a text that was read beforehand, before readings were of one patient', (engine) => {
  it('is from then on of the patient whose proof named it first', async () => {
    const database = await engine.createDatabase();
    const store = database.open();
    const { '0031_reading_patients': _, ...others } = await migrationProvider.getMigrations();
    const provider = { getMigrations: () => Promise.resolve(others) };
    const { error } = await new Migrator({ db: store.db, provider }).migrateToLatest();
    assert.equal(error, undefined);
    for (const id of ['read', 'unread']) {
      await store.db
        .insertInto('consent_reading')
        .values({
          ...{ structure_id: 's', id, text_id: 't', text_version: '1', language: 'fr', format: 'plain' },
          ...{ code: 'careByProtocol', filled: '{}', created_at: 1, read_at: 2, wants_to_talk: 0 },
        } as never)
        .execute();
    }
    for (const [at, patient] of ['one', 'other'].entries()) {
      const proof = JSON.stringify({ readBeforehand: { id: 'read', readAt: '2026-11-28T17:20:00Z' } });
      const row = { structure_id: 's', id: `proof-${at}`, patient_id: patient, hash: '', proof, actor: 'nurse' };
      await store.db
        .insertInto('consent_proof')
        .values({
          ...row,
          ...{ code: 'careByProtocol', decision: 'given', method: 'oral', text_sha256: null, evidence: null },
          ...{ confirmed_at: 3 + at, received_at: 3 + at },
        })
        .execute();
    }
    await bringUp(store);
    const rows = await store.db.selectFrom('consent_reading').select(['id', 'decided_by']).orderBy('id').execute();
    assert.deepEqual(
      rows.map(({ id, decided_by: patient }) => [id, patient]),
      [
        ['read', 'one'],
        ['unread', null],
      ],
    );
    await store.close();
    await database.remove();
  });
});

describeEngines('a letter that was made before letters were of visits too', (engine) => {
  it('stays the letter of its run, a first one that replaces none', async () => {
    const database = await engine.createDatabase();
    const store = database.open();
    const { '0052_letters_of_visits': _, ...others } = await migrationProvider.getMigrations();
    const provider = { getMigrations: () => Promise.resolve(others) };
    const { error } = await new Migrator({ db: store.db, provider }).migrateToLatest();
    assert.equal(error, undefined);
    const made = {
      ...{ structure_id: 's', id: 'letter-1', kind: 'liaisonLetter', prescription: null, secrecy: 1 },
      ...{ content: '{}', doctor: null, salt: 'salt', made_at: 1, made_actor: 'professional:ida', queued_at: 2 },
      ...{ sendings: 1, handed_at: null, handed_how: null },
    };
    await store.db
      .insertInto('letter')
      .values({ ...made, run_id: 'run-1' } as never)
      .execute();
    await bringUp(store);
    const rows = await store.db.selectFrom('letter').selectAll().execute();
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        {
          ...made,
          ...{ about: 'run', about_id: 'run-1', head: null, replaces: null, series: null, version: 1, informed: 0 },
          handed_on: null,
        },
      ],
    );
    await store.close();
    await database.remove();
  });
});
