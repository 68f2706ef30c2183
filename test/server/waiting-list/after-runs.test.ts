import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { answered, openRunStage } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';
import { createWaitingLists } from '../support/waiting-lists.ts';

describeEngines('a waiting list that takes every run', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
    const settings = createWaitingLists();
    settings.lists[1]!.rules = [{ source: 'run', priority: 'usual' }];
    await importDocument(stage.backend.context, settings, 'test', STRUCTURE);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });
  const isListed = async (run: string) => {
    const { db } = stage.backend.store;
    const rows = await db.selectFrom('waiting_entry').select('id').where('came_from', '=', run).execute();
    return rows.length === 1;
  };
  const review = (run: string, counts: boolean) =>
    stage.ask(stage.second.rpps, 'POST', `/runs/${run}/reviews`, { counts });

  it('takes whoever was cared for, and nobody who has withdrawn from care', async () => {
    const cared = await stage.begin();
    await stage.save(cared.id);
    assert.equal((await stage.end(cared.id, 2, {})).status, 200);
    const withdrawn = await stage.begin();
    await stage.save(withdrawn.id);
    await withdrawn.patient.withdraws();
    assert.deepEqual([await isListed(cared.id), await isListed(withdrawn.id)], [true, false]);
  });

  it('waits for the review of a run that needs one', async () => {
    const { id } = await stage.begin();
    await stage.save(id, {}, { evaluation: { ...(await answered()).evaluation, level: 'none' } });
    await stage.end(id, 2, {});
    assert.equal(await isListed(id), false);
    await review(id, false);
    assert.equal(await isListed(id), false);
    await review(id, true);
    assert.equal(await isListed(id), true);
  });
});
