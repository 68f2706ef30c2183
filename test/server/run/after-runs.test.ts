import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { EventData, Run, RunAccesses, RunList } from '@relais/model';
import { readEvent } from '../../../packages/server/src/core/log/event.ts';
import { forgetSalts } from '../../../packages/server/src/run/satisfaction.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { openRunStage, answered } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';

describeEngines('what is said of a run afterwards', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });
  const read = async (by: { rpps: string }, id: string) => (await stage.ask<Run>(by.rpps, 'GET', `/runs/${id}`)).body;
  const list = async (by: { rpps: string }) => (await stage.ask<RunList>(by.rpps, 'GET', '/runs')).body;
  const post = (by: { rpps: string }, path: string, body: object) => stage.ask(by.rpps, 'POST', path, body);
  const rowsOf = async (type: string) =>
    (
      await stage.backend.store.db
        .selectFrom('event')
        .selectAll()
        .where('type', '=', type)
        .orderBy('sequence')
        .execute()
    ).map((row) => ({
      ...row,
      data: readEvent(row)!.data,
    }));
  /** A run that ended otherwise on the page than on the server. */
  const differing = async () => {
    const { id } = await stage.begin();
    const evaluation = { ...(await answered()).evaluation, level: 'none' as const };
    await stage.save(id, {}, { evaluation });
    await stage.end(id, 2, {});
    return id;
  };

  it('is a comment that its délégué and délégants read, and nobody else writes', async () => {
    const { id } = await stage.begin();
    const comment = { id: `commentaire-${id.slice(0, 20)}`, text: 'Bonne démarche.\nPenser à revoir la fièvre.' };
    const say = (by: { rpps: string }, changes = {}) => post(by, `/runs/${id}/comments`, { ...comment, ...changes });
    assert.equal((await say(stage.second)).status, 204);
    assert.equal((await say(stage.second)).status, 204, 'again is the same comment');
    assert.equal((await say(stage.second, { text: 'Autre chose' })).body.code, 'run-id-taken');
    assert.equal((await say(stage.zoe)).status, 403);
    assert.equal((await say(stage.first, { id: 'commentaire-000000000009', text: ' ' })).status, 400);
    const { comments, people } = await read(stage.ida, id);
    assert.deepEqual(
      comments.map(({ by, text }) => [by, text]),
      [[stage.second.id, comment.text]],
    );
    assert.ok(
      people.some(({ professional }) => professional === stage.second.id),
      'and is named',
    );
    assert.ok(!JSON.stringify(await rowsOf('run.commented')).includes('démarche'), 'the log has no word of it');
  });

  it('is a review by a délégant, once, after which the run counts or does not', async () => {
    const id = await differing();
    const review = (by: { rpps: string }, counts: boolean) => post(by, `/runs/${id}/reviews`, { counts });
    assert.equal((await review(stage.ida, true)).status, 403, 'nobody reviews her own run');
    assert.equal((await review(stage.zoe, true)).status, 403);
    assert.equal((await list(stage.second)).runs.find((run) => run.id === id)?.needsReview, true);
    assert.equal((await review(stage.second, false)).status, 204);
    assert.equal((await review(stage.second, false)).status, 204, 'again says nothing new');
    const { review: told, needsReview } = await read(stage.ida, id);
    assert.deepEqual([needsReview, told?.resolved?.by, told?.resolved?.counts], [false, stage.second.id, false]);
    assert.equal(told?.differences?.page.level, 'none', 'both results stay to be read');
    assert.deepEqual(
      (await rowsOf('run.reviewed')).map(({ subject, data }) => [subject, data]),
      [[id, { counts: false }]],
    );
  });

  it('is no review of a run that needs none, or goes on', async () => {
    const { id } = await stage.begin();
    const review = () => post(stage.second, `/runs/${id}/reviews`, { counts: true });
    assert.equal((await review()).body.code, 'nothing-to-review');
    const evaluation = { ...(await answered()).evaluation, level: 'none' as const };
    await stage.save(id, {}, { evaluation });
    assert.equal((await review()).body.code, 'nothing-to-review');
  });

  it('is how content somebody is, of whom nothing but protocol and part stays', async () => {
    const state = (by: { rpps: string }, part: string, level: string, protocol = 'odynophagie') =>
      post(by, '/protocol-satisfaction', { protocol, part, level });
    assert.equal((await state(stage.ida, 'delegate', 'satisfied')).status, 204);
    assert.equal((await state(stage.ida, 'delegate', 'verySatisfied')).status, 204, 'she has thought again');
    assert.equal((await state(stage.zoe, 'delegate', 'dissatisfied')).status, 204);
    assert.equal((await state(stage.first, 'delegator', 'satisfied')).status, 204);
    assert.equal((await state(stage.ida, 'delegator', 'satisfied')).status, 404, 'in a part she does not have');
    assert.equal((await state(stage.ida, 'delegate', 'satisfied', 'otite')).status, 404);
    assert.equal((await state(stage.ida, 'delegate', 'pleased')).status, 400);
    const rows = await rowsOf('satisfaction.stated');
    const last = new Map(rows.map(({ subject, data }) => [subject, (data as EventData<'satisfaction.stated'>).level]));
    assert.deepEqual([...last.values()].sort(), ['dissatisfied', 'satisfied', 'verySatisfied'], 'each counts once');
    assert.deepEqual([...new Set(rows.map(({ actor }) => actor))], ['anonymous']);
    for (const { id } of [stage.ida, stage.zoe, stage.first]) assert.ok(!JSON.stringify(rows).includes(id));
    // With the year its salt goes, and the same person is somebody else in the next.
    stage.backend.clock.now += 366 * 86_400_000;
    await forgetSalts(stage.backend.context);
    stage.backend.clock.now -= 366 * 86_400_000;
    assert.deepEqual(await stage.backend.store.db.selectFrom('satisfaction_period').selectAll().execute(), []);
  });

  it('is who has looked at it, read by who protects data and nobody else', async () => {
    const { id } = await stage.begin();
    await read(stage.ida, id);
    await stage.ask(stage.zoe.rpps, 'GET', `/runs/${id}`);
    const page = (before?: string) =>
      stage.ask<RunAccesses>('dpo', 'GET', `/run-accesses${before === undefined ? '' : `?before=${before}`}`);
    const { status, body } = await page();
    assert.equal(status, 200);
    assert.deepEqual(
      body.accesses.slice(0, 2).map(({ run, actor, as }) => [run, actor, as]),
      [
        [id, `professional:${stage.zoe.id}`, 'refused'],
        [id, `professional:${stage.ida.id}`, 'delegate'],
      ],
    );
    const earlier = (await page(String(body.accesses[1]!.sequence))).body.accesses;
    assert.ok(earlier.every(({ sequence }) => sequence < body.accesses[1]!.sequence));
    assert.equal((await page('yesterday')).status, 400);
    assert.equal((await stage.ask(stage.first.rpps, 'GET', '/run-accesses')).status, 403);
  });
});
