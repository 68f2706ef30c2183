import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { Health } from '../../../../packages/server/src/core/http/health.ts';
import { openBackend } from '../../support/backend.ts';
import type { TestBackend } from '../../support/backend.ts';
import { describeEngines } from '../../support/engines.ts';

describeEngines('the health of a backend', (engine) => {
  let backend: TestBackend;
  let now = 0;
  let health: Health;
  const answer = async (): Promise<unknown> => (await health.answer()).json();
  before(async () => {
    backend = await openBackend(engine);
    health = new Health({ context: backend.context }, () => now);
  });
  after(() => backend.close());

  it('is ready, and says for a while that a write has failed', async () => {
    assert.deepEqual(await answer(), { status: 'ready' });
    health.noteFailedWrite();
    now += 29_000;
    assert.deepEqual(await answer(), { status: 'ready', writes: 'failing' });
  });

  it('is well again when a write of its own goes through, and leaves nothing behind', async () => {
    now += 2000;
    assert.deepEqual(await answer(), { status: 'ready' });
    const rows = await backend.store.db
      .selectFrom('idempotency')
      .select('key_hash')
      .where('structure_id', '=', '')
      .execute();
    assert.deepEqual(rows, []);
  });

  it('is well again at once when somebody has written', async () => {
    health.noteFailedWrite();
    health.noteWrite();
    assert.deepEqual(await answer(), { status: 'ready' });
  });

  it('asks the database once, however many ask at the same moment', async () => {
    const { store } = backend.context;
    let asked = 0;
    const counting = { ...store, ping: () => store.ping().finally(() => (asked += 1)) };
    const crowded = new Health({ context: { ...backend.context, store: counting } }, () => now);
    const answers = await Promise.all(Array.from({ length: 50 }, () => crowded.answer()));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(asked, 1);
    await crowded.answer();
    assert.equal(asked, 2);
  });

  it('tells the log once that the database does not answer', async () => {
    const failures: unknown[] = [];
    const store = { ...backend.context.store, ping: () => Promise.reject(new Error('gone')) };
    const log = { request: () => undefined, failure: (error: unknown) => failures.push(error) };
    const cut = new Health({ context: { ...backend.context, store }, log }, () => now);
    const answers = await Promise.all([cut.answer(), cut.answer(), cut.answer()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [503, 503, 503],
    );
    assert.equal(failures.length, 1);
  });
});
