import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { toInstant } from '@relais/model';
import type { EventData, RecordNonInclusion } from '@relais/model';
import { readEvent } from '../../../packages/server/src/core/log/event.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { openRunStage, PROTOCOL } from '../support/run-stage.ts';
import type { Member, RunStage } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';

describeEngines('a patient who is not included', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });
  const found = (changes: Partial<RecordNonInclusion> = {}): RecordNonInclusion => ({
    id: randomUUID(),
    protocol: PROTOCOL.id,
    version: PROTOCOL.version,
    reason: 'notEligible',
    decidedAt: toInstant(stage.backend.clock.now),
    ...changes,
  });
  const record = (by: Member, body: RecordNonInclusion) => stage.ask(by.rpps, 'POST', '/non-inclusions', body);
  const rowsOf = async (subject: string) => {
    const rows = await stage.backend.store.db.selectFrom('event').selectAll().where('subject', '=', subject).execute();
    return rows.map((row) => ({ ...row, data: readEvent(row)!.data as EventData<'non-inclusion.recorded'> }));
  };

  it('is in the log with what figures are split by, and nobody’s name', async () => {
    const one = found();
    assert.equal((await record(stage.ida, one)).status, 204);
    const [row, ...others] = await rowsOf(one.id);
    const { decidedAt, reason } = one;
    assert.deepEqual(row!.data, {
      ...{ protocol: PROTOCOL.id, protocolVersion: PROTOCOL.version, kind: 'cooperationProtocol' },
      ...{ regime: 'delegation', profession: 'nurse', reason, decidedAt },
    });
    assert.deepEqual([row!.type, row!.person, others], ['non-inclusion.recorded', null, []]);
  });

  it('is recorded by who runs a protocol in their own right, and by who lacks papers', async () => {
    const one = found({ reason: 'patientRefused' });
    assert.equal((await record(stage.pharmacist, one)).status, 204);
    const [row] = await rowsOf(one.id);
    assert.deepEqual([row!.data.regime, row!.data.profession], ['ownCompetence', 'pharmacist']);
    assert.equal((await record(stage.newcomer, found())).status, 204);
  });

  it('sent again, weeks later too, is counted once; another under its id is refused', async () => {
    const one = found();
    await record(stage.ida, one);
    stage.backend.clock.now += 20 * 86_400_000;
    assert.equal((await record(stage.ida, one)).status, 204);
    stage.backend.clock.now -= 20 * 86_400_000;
    assert.equal((await rowsOf(one.id)).length, 1);
    assert.equal((await record(stage.zoe, one)).body.code, 'run-id-taken');
    assert.equal((await record(stage.ida, { ...one, reason: 'patientRefused' })).body.code, 'run-id-taken');
  });

  it('by a clock that is days ahead is counted when the server heard of it', async () => {
    const one = found({ decidedAt: toInstant(stage.backend.clock.now + 30 * 86_400_000) });
    assert.equal((await record(stage.ida, one)).status, 204);
    assert.equal((await record(stage.ida, one)).status, 204);
    const [row] = await rowsOf(one.id);
    assert.equal(row!.data.decidedAt, toInstant(stage.backend.clock.now));
    const { differences } = await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE));
    assert.deepEqual(differences, []);
  });

  it('is of a protocol and version of the structure, for a reason there is', async () => {
    assert.equal((await record(stage.ida, found({ version: '9' }))).body.code, 'not-found');
    assert.equal((await record(stage.ida, found({ protocol: 'otite' }))).body.code, 'not-found');
    const nonsense = { ...found(), reason: 'mood' } as unknown as RecordNonInclusion;
    assert.equal((await record(stage.ida, nonsense)).body.faults?.[0]?.path, 'reason');
  });

  it('that was changed beside the log is told', async () => {
    const one = found();
    await record(stage.ida, one);
    const change = (reason: RecordNonInclusion['reason']) =>
      stage.backend.store.db.updateTable('non_inclusion').set({ reason }).where('id', '=', one.id).execute();
    await change('patientRefused');
    const { differences } = await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE));
    assert.deepEqual(
      differences.map(({ table }) => table),
      ['non_inclusion'],
    );
    await change('notEligible');
  });
});
