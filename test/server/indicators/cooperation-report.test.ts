import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import type { CooperationReport } from '@relais/model';
import { describeEngines } from '../support/engines.ts';
import { openRunStage, PROTOCOL } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';

describeEngines('the four indicators of article D.4011-4', (engine) => {
  let stage: RunStage;

  before(async () => {
    stage = await openRunStage(engine);
    for (let count = 0; count < 3; count += 1) {
      const { id } = await stage.begin();
      await stage.save(id);
      const { status } = await stage.end(id, 2, {});
      assert.equal(status, 200);
    }
    const event = { protocol: PROTOCOL.id, type: 'medication', severity: 'moderate', occurredOn: '2026-11-09' };
    const words = { description: 'Éruption le soir', done: 'Arrêt' };
    const sent = { id: randomUUID(), ...event, ...words };
    assert.equal((await stage.ask(stage.ida.rpps, 'POST', '/adverse-events', sent)).status, 201);
    const said = { protocol: PROTOCOL.id, part: 'delegate', level: 'satisfied' };
    assert.equal((await stage.ask(stage.ida.rpps, 'POST', '/protocol-satisfaction', said)).status, 204);
  });
  after(() => stage.close());

  const report = (query = '', who = 'chief') =>
    stage.ask<CooperationReport & { code?: string }>(who, 'GET', `/protocols/${PROTOCOL.id}/annual-report${query}`);

  it('are sentences in the words of the article, complete, with what the adverse events were', async () => {
    const { status, body } = await report('?year=2026');
    assert.equal(status, 200);
    assert.equal(body.title, PROTOCOL.title);
    assert.match(body.sentences[0]!, /^1° Nombre de patients ayant été pris en charge au titre du protocole : 3\.$/);
    assert.match(body.sentences[1]!, /^2° Taux de reprise .* : 0,0 % \(0\/3\)\.$/);
    assert.match(body.sentences[2]!, /^3° .* : 33,3 % \(1\/3\)\. Nature : médicament, modéré \(1\)\.$/);
    assert.match(body.sentences[3]!, /^4° Taux de satisfaction .* : 100,0 % \(1\/1\)\.$/);
  });

  it('are of the last year that is over unless another is asked, and of none that has not begun', async () => {
    const { body } = await report();
    assert.equal(body.year, 2025);
    assert.match(body.sentences[2]!, / : — \(0\/0\)\.$/);
    assert.equal((await report('?year=2027')).status, 400);
  });

  it('are for the administrator alone, since small numbers are in them', async () => {
    assert.equal((await report('?year=2026', stage.ida.rpps)).status, 403);
    assert.equal((await stage.ask('chief', 'GET', '/protocols/otite/annual-report')).status, 404);
  });
});
