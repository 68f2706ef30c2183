import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { Health } from '../../../packages/server/src/http/health.ts';
import { openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';

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
});
