import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Run } from '@relais/model';
import { callOn } from '../../../packages/server/src/run/alerts.ts';
import { assertChain, openBackend } from '../support/backend.ts';
import { describePostgres } from '../support/engines.ts';
import { openRunStage } from '../support/run-stage.ts';

const MINUTE = 60_000;

describePostgres('alerts of runs on two backends', (engine) => {
  it('call each délégant once, though both backends look, and go on after a restart', async () => {
    const database = await engine.createDatabase();
    const clock = { now: Date.parse('2026-11-09T07:00:00Z') };
    const stage = await openRunStage(engine, { database, clock });
    let other = await openBackend(engine, { database, clock });
    const ids = await Promise.all(Array.from({ length: 4 }, async () => (await stage.begin()).id));
    await Promise.all(ids.map((id) => stage.save(id, { 'od.trod': 'non-concluant' })));
    const look = () => Promise.all([stage.backend, other, stage.backend, other].map(({ context }) => callOn(context)));
    clock.now += 5 * MINUTE;
    await look();
    await other.close();
    other = await openBackend(engine, { database, clock });
    clock.now += 5 * MINUTE;
    await look();
    for (const id of ids) {
      const { body } = await stage.ask<Run>(stage.ida.rpps, 'GET', `/runs/${id}`);
      const alert = body.alerts[0]!;
      assert.deepEqual(
        alert.calls.map(({ professional }) => professional),
        [stage.first.id, stage.second.id],
      );
      assert.ok(alert.emergencyAt);
      const types = await stage.eventsOf(id);
      assert.equal(types.filter((type) => type === 'run.alert-called').length, 2);
      assert.equal(types.filter((type) => type === 'run.alert-unanswered').length, 1);
    }
    await assertChain(stage.backend.store);
    await other.close();
    await stage.close();
    await database.remove();
  });
});
