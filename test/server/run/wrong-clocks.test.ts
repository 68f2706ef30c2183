import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { fromInstant, toInstant } from '@relais/model';
import type { EventData, Run } from '@relais/model';
import { readEvent } from '../../../packages/server/src/core/log/event.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describeEngines('a run on a telephone whose clock is wrong', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });
  const now = () => stage.backend.clock.now;
  const read = async (id: string) => (await stage.ask<Run>(stage.ida.rpps, 'GET', `/runs/${id}`)).body;
  const dataOf = async <Type extends 'run.started' | 'run.ended'>(subject: string, type: Type) => {
    const row = await stage.backend.store.db
      .selectFrom('event')
      .selectAll()
      .where('subject', '=', subject)
      .where('type', '=', type)
      .executeTakeFirstOrThrow();
    return readEvent(row)!.data as EventData<Type>;
  };
  /** Somebody who agrees and begins by the same clock. */
  const beginBy = async (wrong: number) => {
    const patient = stage.createPatient();
    const at = (minutes: number) => toInstant(now() + wrong + minutes * MINUTE);
    const times = { firstAskedAt: at(-3), informedAt: at(-2), confirmedAt: at(-1), validFrom: at(-1) };
    await patient.consents({ ...times, validUntil: at((20 * 365 * DAY) / MINUTE) });
    const request = stage.startOf(patient.id, { startedAt: at(0) });
    return { request, ...(await stage.start(stage.ida, request)) };
  };

  it('begins however far ahead it is, by the server’s clock, and is to be reviewed', async () => {
    for (const wrong of [2 * DAY, 45 * DAY, 400 * DAY, 2_000_000 * DAY]) {
      const { request, status, body } = await beginBy(wrong);
      assert.equal(status, 201, JSON.stringify(body));
      assert.deepEqual(body.review, { clock: { startedAt: request.startedAt } });
      const run = await read(request.id);
      assert.deepEqual([run.startedAt, run.needsReview], [toInstant(now()), true]);
      const { startedAt, clockCorrected, consent } = await dataOf(request.id, 'run.started');
      assert.deepEqual([startedAt, clockCorrected, consent !== undefined], [toInstant(now()), wrong / 1000, true]);
    }
  });

  it('begins when its clock has fallen back to the year it was made in', async () => {
    const { request, status } = await beginBy(fromInstant('2019-01-01T00:00:00Z') - now());
    assert.equal(status, 201);
    assert.equal((await read(request.id)).startedAt, toInstant(now()));
  });

  it('begins at once where it is some minutes ahead, which is no cause for a review', async () => {
    const { request, status, body } = await beginBy(7 * MINUTE);
    assert.deepEqual([status, body.review], [201, undefined], JSON.stringify(body));
    assert.equal((await read(request.id)).startedAt, request.startedAt);
  });

  it('is put right by what its client knows of the clock', async () => {
    const patient = stage.createPatient();
    await patient.consents();
    const changes = { startedAt: toInstant(now() + 3 * DAY - 10 * MINUTE), clockOffset: (3 * DAY) / 1000 };
    const { status, body } = await stage.start(stage.ida, stage.startOf(patient.id, changes));
    assert.deepEqual([status, body.review], [201, { clock: { startedAt: changes.startedAt } }]);
    assert.equal((await read(body.id)).startedAt, toInstant(now() - 10 * MINUTE));
  });

  it('sent again is the same run, and another start under its id is another', async () => {
    const { request } = await beginBy(5 * DAY);
    stage.backend.clock.now += 3 * MINUTE;
    const again = await stage.start(stage.ida, request);
    assert.deepEqual([again.status, again.body.id], [201, request.id]);
    const other = { ...request, startedAt: (await read(request.id)).startedAt };
    assert.equal((await stage.start(stage.ida, other)).body.code, 'run-id-taken');
  });

  it('ends as much later as it lasted, by the same clock or one that was set right meanwhile', async () => {
    for (const wrong of [3 * DAY, 0]) {
      const { request } = await beginBy(3 * DAY);
      const { startedAt } = await read(request.id);
      await stage.save(request.id);
      stage.backend.clock.now += 12 * MINUTE;
      const ended = await stage.end(request.id, 2, { endedAt: toInstant(now() + wrong) });
      assert.equal(ended.status, 200, JSON.stringify(ended.body));
      const run = await read(request.id);
      assert.equal(fromInstant(run.endedAt!) - fromInstant(startedAt), 12 * MINUTE);
    }
  });

  it('that is wrong at the end alone ends when the server hears of it, for review', async () => {
    for (const endedAt of [toInstant(now() + 90 * DAY), '2019-01-01T00:00:00Z']) {
      const { id } = await stage.begin();
      await stage.save(id);
      stage.backend.clock.now += 5 * MINUTE;
      const { body } = await stage.end(id, 2, { endedAt });
      assert.deepEqual(body.review, { clock: { endedAt } });
      const data = await dataOf(id, 'run.ended');
      assert.deepEqual([data.endedAt, data.needsReview], [toInstant(now()), true]);
      assert.equal(data.clockCorrected, (fromInstant(endedAt) - now()) / 1000);
      assert.equal((await stage.end(id, 2, { endedAt })).status, 200, 'sent again');
    }
  });

  it('is counted at the corrected instant once a délégant has said so, and the log tells all of it', async () => {
    const { request } = await beginBy(40 * DAY);
    await stage.save(request.id);
    await stage.end(request.id, 2, { endedAt: toInstant(now() + 40 * DAY) });
    const review = `/runs/${request.id}/reviews`;
    assert.equal((await stage.ask(stage.first.rpps, 'POST', review, { counts: true })).status, 204);
    const { differences } = await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE));
    assert.deepEqual(differences, []);
  });
});
