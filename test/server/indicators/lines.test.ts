import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { FigureLines } from '@relais/model';
import { bearer } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';

const PATH = '/figures/COOP-01/lines?from=2026-11-01&to=2026-11-09';

describeEngines('lines of a figure that lead to runs', (engine) => {
  let stage: RunStage;
  const runs: string[] = [];

  before(async () => {
    stage = await openRunStage(engine, { alsoDoctor: ['coordinator'] });
    // The first half in the name of the doctor who coordinates too, the others in that of her colleague.
    for (let index = 0; index < 14; index += 1) {
      if (index === 7) await stage.setRoster([stage.second]);
      const { id, patient } = await stage.begin();
      runs.push(id);
      if (index === 0 || index === 13) await patient.withdraws();
    }
  });
  after(() => stage.close());

  const subjectsFor = async (headers: Record<string, string>) => {
    const { status, body } = await stage.backend.call<FigureLines>('GET', PATH, undefined, headers);
    assert.equal(status, 200, JSON.stringify(body));
    return body.lines.map(({ subject }) => subject);
  };

  it('name to a coordinator who is a délégante the runs she has a part in, and no other', async () => {
    const { status, body } = await stage.ask<FigureLines>(stage.first.rpps, 'GET', PATH);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.lines.length, runs.length);
    const named = body.lines.flatMap(({ subject }) => subject ?? []);
    // The last is closed to her since its patient has withdrawn; the first she has been answerable for.
    assert.deepEqual(named.sort(), runs.slice(0, 13).sort());
    assert.ok(body.lines.every(({ events }) => events === undefined));
    for (const run of named) assert.equal((await stage.ask(stage.first.rpps, 'GET', `/runs/${run}`)).status, 200);
  });

  it('name none to those who only steer', async () => {
    for (const role of ['coordinator', 'structureAdmin', 'dpo'] as const) {
      const subjects = await subjectsFor(bearer(await stage.backend.token(role)));
      assert.deepEqual([...new Set(subjects)], [undefined], role);
    }
  });
});
