import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readReadiness } from '../../../packages/server/src/team/index.ts';
import { seedDemo } from '../../../packages/server/src/seed.ts';
import { assertChain, openBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';

describeEngines('the demonstration’s nurse', (engine) => {
  it('can run one protocol and sees what the others lack, on whatever day the demonstration is started', async () => {
    const backend = await openBackend(engine);
    backend.clock.now = Date.parse('2026-11-30T10:00:00Z');
    const readiness = async () => {
      const { id } = await backend.store.db
        .selectFrom('professional')
        .select('id')
        .where('structure_id', '=', 'trois-vallees')
        .where('rpps', '=', '99900000013')
        .executeTakeFirstOrThrow();
      const { now } = backend.clock;
      const day = new Date(now).toISOString().slice(0, 10);
      const protocols = await readReadiness(backend.store.db, 'trois-vallees', id, { now, day });
      return Object.fromEntries(protocols.map(({ protocol, missing }) => [protocol, missing.map(({ what }) => what)]));
    };
    await seedDemo(backend.context, 'https://issuer.example');
    const first = await readiness();
    assert.deepEqual(first.odynophagie, []);
    assert.deepEqual(first.pollakiurie, ['commitment', 'swornStatement', 'quiz', 'certificate']);
    assert.deepEqual(first['entorse-cheville'], ['profession']);
    assert.deepEqual(first['bpco-suivi'], []);
    assert.deepEqual(first.grippe, ['outOfSeason']);

    const { count } = await backend.store.db
      .selectFrom('event')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .executeTakeFirstOrThrow();
    await seedDemo(backend.context, 'https://issuer.example');
    const again = await backend.store.db
      .selectFrom('event')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .executeTakeFirstOrThrow();
    assert.equal(again.count, count, 'started again the same day it changes nothing');

    backend.clock.now += 100 * 86_400_000;
    assert.deepEqual((await readiness()).odynophagie, ['nobodyOnCall']);
    await seedDemo(backend.context, 'https://issuer.example');
    assert.deepEqual((await readiness()).odynophagie, []);
    await assertChain(backend.store);
    await backend.close();
  });
});
