import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { toInstant } from '@relais/model';
import type { AdverseEvents, EventData, Run, RunList, RunState } from '@relais/model';
import { readEvent } from '../../../packages/server/src/core/log/event.ts';
import { alertMail } from '../../../packages/server/src/run/alert-mail.ts';
import { callOn } from '../../../packages/server/src/run/alerts.ts';
import { assertChain } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { answered, openRunStage, PROTOCOL } from '../support/run-stage.ts';
import type { RunStage } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';

const MINUTE = 60_000;
/** Rule 9: the rapid test says nothing, the délégant is called. */
const UNCLEAR = { 'od.trod': 'non-concluant' };
/** Rule 1: a sign of a complication, the 15. */
const DANGER = { 'od.rf.breath': true };

describeEngines('a run', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });
  const read = (by: { rpps: string }, id: string) => stage.ask<Run>(by.rpps, 'GET', `/runs/${id}`);
  const list = async (by: { rpps: string }) => (await stage.ask<RunList>(by.rpps, 'GET', '/runs')).body;
  const rowsOf = async (subject: string, type: string) =>
    (
      await stage.backend.store.db
        .selectFrom('event')
        .selectAll()
        .where('subject', '=', subject)
        .where('type', '=', type)
        .orderBy('sequence')
        .execute()
    ).map((row) => ({ ...row, data: readEvent(row)!.data }));

  it('goes from the start to a good end, and is countersigned', async () => {
    const { ida, first } = stage;
    const { id } = await stage.begin();
    const saved = await stage.save(id);
    assert.deepEqual([saved.status, saved.body.level, saved.body.alerts], [200, 'outcome', []]);
    const ended = await stage.end(id, 2, {});
    assert.deepEqual([ended.status, ended.body.state, ended.body.outcome], [200, 'ended', 'managedByDelegate']);
    const { body: run } = await read(ida, id);
    assert.deepEqual([run.delegate, run.delegator, run.regime], [ida.id, first.id, 'delegation']);
    assert.equal((await stage.ask(first.rpps, 'POST', '/run-countersignatures', { runs: [id] })).status, 204);
    assert.ok((await list(first)).runs.find((one) => one.id === id)?.countersignedAt);
    assert.deepEqual(await stage.eventsOf(id), [
      ...['run.started', 'run.saved', 'run.ended', 'run.read', 'run.countersigned'],
    ]);
  });

  it('says in the log what figures are made of, and no answer', async () => {
    const { id, patient } = await stage.begin();
    await stage.save(id);
    await stage.end(id, 2, {});
    const [started] = await rowsOf(id, 'run.started');
    const [ended] = await rowsOf(id, 'run.ended');
    const data = started!.data as EventData<'run.started'>;
    assert.deepEqual(
      [data.protocol, data.protocolVersion, data.kind, data.regime, data.profession, data.certified],
      ['odynophagie', PROTOCOL.version, 'cooperationProtocol', 'delegation', 'nurse', true],
    );
    assert.deepEqual((ended!.data as EventData<'run.ended'>).acts, [{ by: 'delegate', type: 'odynophagie' }]);
    assert.deepEqual((ended!.data as EventData<'run.ended'>).amounts, [{ to: 'team', cents: 2500 }]);
    const person = JSON.parse(started!.person!) as { patient: string; age: number };
    assert.deepEqual([person.age, person.patient.includes(patient.id)], [13, false]);
    const log = JSON.stringify(
      await stage.backend.store.db.selectFrom('event').selectAll().orderBy('sequence').execute(),
    );
    assert.ok(!log.includes('od.trod') && !log.includes('erythemateuse'));
  });

  it('keeps no answer of a patient among the kept answers of requests', async () => {
    const { id } = await stage.begin();
    await stage.save(id);
    const kept = await stage.backend.store.db.selectFrom('idempotency').select('body').execute();
    assert.ok(!JSON.stringify(kept).includes('od.trod'));
  });

  it('does not start while anything is missing, and says who can mend it', async () => {
    const patient = stage.createPatient();
    const { status, body } = await stage.start(stage.newcomer, stage.startOf(patient.id));
    assert.deepEqual([status, body.code], [409, 'run-not-startable']);
    assert.deepEqual(
      body.missing?.map(({ what, mender }) => `${what}: ${mender}`),
      ['commitment: self', 'swornStatement: self', 'certificate: delegator', 'consentMissing: patient'],
    );
    const other = await stage.start(stage.ida, stage.startOf(patient.id, { version: '9' }));
    assert.equal(other.status, 404);
    assert.equal((await stage.start(stage.ida, stage.startOf(patient.id, { protocol: 'otite' }))).status, 404);
  });

  it('does not start without anybody on call, unless it is done in one’s own right', async () => {
    await stage.setRoster([]);
    const patient = stage.createPatient();
    await patient.consents();
    const refused = await stage.start(stage.ida, stage.startOf(patient.id));
    assert.deepEqual(
      refused.body.missing?.map(({ what }) => what),
      ['nobodyOnCall'],
    );
    const own = stage.createPatient();
    await own.consents({ code: 'careByOwnCompetence' }, stage.pharmacist.rpps);
    const started = await stage.start(stage.pharmacist, stage.startOf(own.id));
    assert.equal(started.status, 201, JSON.stringify(started.body));
    assert.equal(started.body.delegator, undefined);
    await stage.save(started.body.id, UNCLEAR, { by: stage.pharmacist });
    const { body } = await read(stage.pharmacist, started.body.id);
    assert.deepEqual([body.alerts[0]?.rule, body.alerts[0]?.calls, body.regime], ['9', [], 'ownCompetence']);
    assert.deepEqual((await stage.end(body.id, 2, {}, stage.pharmacist)).body.refusals, ['alertUnseen']);
    await stage.acknowledge(body.id, '9', stage.pharmacist);
    assert.equal((await stage.end(body.id, 2, {}, stage.pharmacist)).status, 200, 'it is for him to conclude');
    const [ended] = await rowsOf(body.id, 'run.ended');
    assert.equal((ended!.data as EventData<'run.ended'>).amounts, undefined, 'nobody pays him by the tariff');
    await stage.setRoster([stage.first, stage.second]);
  });

  it('does not start against a refusal or after a withdrawal', async () => {
    const refusing = stage.createPatient();
    await refusing.consents({ decision: 'refused' });
    const withdrawn = stage.createPatient();
    await withdrawn.consents();
    await withdrawn.withdraws();
    const missing = async (id: string) => (await stage.start(stage.ida, stage.startOf(id))).body.missing;
    assert.deepEqual(await missing(refusing.id), [{ what: 'consentRefused', mender: 'patient' }]);
    assert.deepEqual(await missing(withdrawn.id), [{ what: 'consentWithdrawn', mender: 'patient' }]);
  });

  it('sent twice starts once, under whatever key; another under its id is refused', async () => {
    const patient = stage.createPatient();
    await patient.consents();
    const request = stage.startOf(patient.id);
    const [one, two] = await Promise.all([stage.start(stage.ida, request), stage.start(stage.ida, request)]);
    assert.deepEqual([one.status, two.status], [201, 201]);
    stage.backend.clock.now += 8 * 24 * 60 * MINUTE;
    assert.equal((await stage.start(stage.ida, request)).status, 201, 'a week later too');
    stage.backend.clock.now -= 8 * 24 * 60 * MINUTE;
    assert.equal((await rowsOf(request.id, 'run.started')).length, 1);
    assert.equal((await stage.start(stage.zoe, request)).body.code, 'run-id-taken');
  });

  it('that has happened without the server is kept for review, whatever was missing', async () => {
    const patient = stage.createPatient();
    const request = stage.startOf(patient.id, { unconnected: true });
    const { status, body } = await stage.start(stage.newcomer, request);
    assert.equal(status, 201);
    assert.ok(body.review?.missing?.includes('consentMissing'));
    assert.ok(body.review?.missing?.includes('certificate'));
  });

  it('to learn by needs neither papers nor consent, calls nobody and is marked', async () => {
    const request = stage.startOf('fictif', { training: true });
    const { status, body } = await stage.start(stage.newcomer, request);
    assert.equal(status, 201, JSON.stringify(body));
    const saved = await stage.save(body.id, UNCLEAR, { by: stage.newcomer });
    assert.deepEqual([saved.body.alerts[0]?.rule, saved.body.alerts[0]?.calls], ['9', []]);
    await stage.end(body.id, 2, { outcome: 'abandoned' }, stage.newcomer);
    const marks = [...(await rowsOf(body.id, 'run.started')), ...(await rowsOf(body.id, 'run.ended'))];
    assert.deepEqual(
      marks.map(({ data }) => (data as { training?: boolean }).training),
      [true, true],
    );
  });

  it('that page and server judge otherwise is told with both results', async () => {
    const { id } = await stage.begin();
    const evaluation = { ...(await answered()).evaluation, level: 'none' as const };
    const { body } = await stage.save(id, {}, { evaluation });
    const { on, page, server } = body.review!.differences!;
    assert.deepEqual([on, page.level, server.level], [['level'], 'none', 'outcome']);
    await stage.end(id, 2, {});
    const [ended] = await rowsOf(id, 'run.ended');
    assert.equal((ended!.data as EventData<'run.ended'>).needsReview, true);
  });

  it('is judged by its answers alone, whatever they say its rules have come to', async () => {
    const { id } = await stage.begin();
    const { response, evaluation } = await answered(UNCLEAR);
    const silent = { linkId: 'relais-rules-9', answer: [{ valueBoolean: false }] };
    for (const [turn, said] of [{ linkId: 'relais-rules', item: [silent] }, silent].entries()) {
      const item = [...(response.item as object[]), said];
      const { body } = await stage.save(id, {}, { response: { ...response, item }, evaluation, revision: turn + 1 });
      assert.deepEqual([body.level, body.alerts[0]?.rule, body.review], ['alert', '9', undefined]);
    }
  });

  it('is judged by the day it began, on which a test had not expired yet', async () => {
    const today = toInstant(stage.backend.clock.now).slice(0, 10);
    const yesterday = toInstant(stage.backend.clock.now - 24 * 60 * MINUTE).slice(0, 10);
    const { id: expired } = await stage.begin();
    assert.equal((await stage.save(expired, { 'od.trod.expiry': yesterday })).body.level, 'incomplete');
    const { id } = await stage.begin();
    stage.backend.clock.now += 3 * 24 * 60 * MINUTE;
    const { body } = await stage.save(id, { 'od.trod.expiry': today });
    stage.backend.clock.now -= 3 * 24 * 60 * MINUTE;
    assert.deepEqual([body.level, body.review], ['outcome', undefined]);
  });

  it('is saved once from two pages, and the slower page is told', async () => {
    const { id } = await stage.begin();
    assert.equal((await stage.save(id)).status, 200);
    const late = await stage.save(id, { 'od.cough': true });
    assert.deepEqual([late.status, late.body.code, late.body.revision], [409, 'run-changed', 2]);
    assert.equal((await stage.save(id)).status, 200, 'the same answers again are no other');
    assert.equal((await rowsOf(id, 'run.saved')).length, 1);
  });

  it('does not end well beside an urgency, an alert that waits, or a question left out', async () => {
    const { id } = await stage.begin();
    assert.deepEqual((await stage.end(id, 1, {})).body.refusals, ['notGood']);
    await stage.save(id, DANGER);
    assert.deepEqual((await stage.end(id, 2, {})).body.refusals, ['alertUnseen', 'notGood']);
    await stage.acknowledge(id, '1');
    assert.deepEqual((await stage.end(id, 2, { outcome: 'redirected' })).body.refusals, ['targetMissing']);
    const ended = await stage.end(id, 2, { outcome: 'redirected', target: 'samu' });
    assert.deepEqual([ended.status, ended.body.target], [200, 'samu']);
    assert.equal((await stage.end(id, 2, { outcome: 'redirected', target: 'samu' })).status, 200, 'again');
    assert.equal((await stage.end(id, 2, {})).body.code, 'run-ended');
    const left = await stage.begin();
    await stage.save(left.id, { 'od.temp': null });
    assert.deepEqual((await stage.end(left.id, 2, {})).body.refusals, ['notGood']);
  });

  it('calls the first délégant at once, who lets it go on', async () => {
    const { id } = await stage.begin();
    const { body } = await stage.save(id, UNCLEAR);
    assert.deepEqual(
      body.alerts[0]?.calls.map(({ professional }) => professional),
      [stage.first.id],
    );
    assert.ok(body.people.some(({ familyName }) => familyName === 'Durand'));
    assert.ok((await list(stage.first)).runs.some((run) => run.id === id && run.alerts[0]?.waitsUntil));
    await stage.acknowledge(id, '9');
    assert.deepEqual((await stage.end(id, 2, {})).body.refusals, ['alertWaiting']);
    const answer = await stage.answer(id, '9', 'continue', stage.first);
    assert.deepEqual([answer.status, answer.body.alerts[0]?.answered?.answer], [200, 'continue']);
    assert.equal((await stage.end(id, 2, { delegatorActed: true })).status, 200);
    const [ended] = await rowsOf(id, 'run.ended');
    assert.deepEqual(
      (ended!.data as EventData<'run.ended'>).acts.map(({ by }) => by),
      ['delegate', 'delegator'],
    );
  });

  it('is taken over by a délégant, and then only ends so', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    await stage.acknowledge(id, '9');
    assert.equal((await stage.answer(id, '9', 'takeOver', stage.first)).status, 200);
    assert.deepEqual((await stage.end(id, 2, {})).body.refusals, ['answeredOtherwise']);
    assert.equal((await stage.end(id, 2, { outcome: 'takeover' })).status, 200);
  });

  it('that a délégant sends to the emergencies goes nowhere else', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    await stage.acknowledge(id, '9');
    await stage.answer(id, '9', 'emergency', stage.first);
    assert.deepEqual((await stage.end(id, 2, { outcome: 'takeover' })).body.refusals, ['answeredOtherwise']);
    assert.equal((await stage.end(id, 2, { outcome: 'redirected', target: 'emergency' })).status, 200);
  });

  it('goes from silence to silence to the next délégant, and then to the 15', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    const calls = async () => (await read(stage.ida, id)).body.alerts[0]!;
    await callOn(stage.backend.context);
    assert.equal((await calls()).calls.length, 1, 'she has time to answer');
    stage.backend.clock.now += 5 * MINUTE;
    await Promise.all([callOn(stage.backend.context), callOn(stage.backend.context)]);
    assert.deepEqual(
      (await calls()).calls.map(({ professional }) => professional),
      [stage.first.id, stage.second.id],
    );
    assert.equal((await stage.answer(id, '9', 'continue', stage.ida)).status, 403);
    stage.backend.clock.now += 5 * MINUTE;
    await callOn(stage.backend.context);
    const alert = await calls();
    assert.ok(alert.emergencyAt);
    assert.equal(alert.waitsUntil, undefined);
    assert.equal((await stage.answer(id, '9', 'continue', stage.first)).body.code, 'alert-settled');
    stage.backend.clock.now += 60 * MINUTE;
    await callOn(stage.backend.context);
    assert.equal((await calls()).calls.length, 2);
    assert.equal((await rowsOf(id, 'run.alert-unanswered')).length, 1);
    await stage.acknowledge(id, '9');
    assert.equal((await stage.end(id, 2, { outcome: 'redirected', target: 'samu' })).status, 200);
    stage.backend.clock.now -= 70 * MINUTE;
  });

  it('is answered once by two délégants who press together', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    stage.backend.clock.now += 5 * MINUTE;
    await callOn(stage.backend.context);
    const answers = await Promise.all([
      stage.answer(id, '9', 'continue', stage.first),
      stage.answer(id, '9', 'takeOver', stage.second),
    ]);
    stage.backend.clock.now -= 5 * MINUTE;
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    assert.equal((await rowsOf(id, 'run.alert-answered')).length, 1);
  });

  it('takes down what a délégant says on the telephone, and from nobody else', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    assert.equal((await stage.answer(id, '9', 'continue', stage.ida, stage.zoe.id)).body.code, 'alert-settled');
    const { status, body } = await stage.answer(id, '9', 'continue', stage.ida, stage.second.id);
    assert.deepEqual([status, body.alerts[0]?.answered?.by, body.delegator], [200, 'telephone', stage.second.id]);
  });

  it('calls nobody any more for an answer that was put right, and goes on where it comes back', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    const put = await stage.save(id, {}, { revision: 2 });
    assert.ok(put.body.alerts[0]?.lapsedAt);
    stage.backend.clock.now += 5 * MINUTE;
    await callOn(stage.backend.context);
    assert.equal((await read(stage.ida, id)).body.alerts[0]?.calls.length, 1);
    const back = await stage.save(id, UNCLEAR, { revision: 3 });
    stage.backend.clock.now -= 5 * MINUTE;
    assert.equal(back.body.alerts[0]?.calls.length, 2);
  });

  it('calls nobody for what comes an hour late, and says when each thing was', async () => {
    const { id } = await stage.begin();
    const { clock } = stage.backend;
    clock.now += 60 * MINUTE;
    const ago = (seconds: number) => toInstant(clock.now - seconds * 1000);
    await stage.save(id, UNCLEAR, { keptSeconds: 3500 });
    await stage.ask(stage.ida.rpps, 'POST', `/runs/${id}/acknowledgements`, { rule: '9', keptSeconds: 3460 });
    const said = { rule: '9', answer: 'continue', saidBy: stage.second.id, keptSeconds: 3360 };
    assert.equal((await stage.ask(stage.ida.rpps, 'POST', `/runs/${id}/alert-answers`, said)).status, 200);
    await callOn(stage.backend.context);
    const [alert] = (await read(stage.ida, id)).body.alerts;
    assert.deepEqual(alert?.calls, []);
    assert.deepEqual([alert.raisedAt, alert.acknowledgedAt, alert.answered?.at], [ago(3500), ago(3460), ago(3360)]);
    const secondsOf = async (type: 'run.alert-acknowledged' | 'run.alert-answered') =>
      (await rowsOf(id, type)).map(({ data }) => (data as EventData<typeof type>).seconds);
    assert.deepEqual([await secondsOf('run.alert-acknowledged'), await secondsOf('run.alert-answered')], [[40], [140]]);
    assert.deepEqual(await rowsOf(id, 'run.alert-called'), []);
    const { differences } = await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE));
    assert.deepEqual(differences, []);
    assert.equal((await stage.end(id, 2, {})).status, 200);
    clock.now -= 60 * MINUTE;
  });

  it('calls at once for what a short cut has held back', async () => {
    const { id } = await stage.begin();
    stage.backend.clock.now += 5 * MINUTE;
    const { body } = await stage.save(id, UNCLEAR, { keptSeconds: 90 });
    stage.backend.clock.now -= 5 * MINUTE;
    assert.deepEqual(
      body.alerts[0]?.calls.map(({ professional }) => professional),
      [stage.first.id],
    );
  });

  it('has no alert from before it began, however long a device says it has kept one', async () => {
    const { id } = await stage.begin();
    const { body } = await stage.save(id, UNCLEAR, { keptSeconds: 100_000_000 });
    assert.equal(body.alerts[0]?.raisedAt, toInstant(stage.backend.clock.now));
    assert.equal((await stage.save(id, UNCLEAR, { keptSeconds: -1 })).status, 400);
  });

  it('sends a message without a word of the patient, and none once it is answered', async () => {
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    const mail = await stage.backend.store.db
      .selectFrom('mail')
      .selectAll()
      .where('subject', '=', id)
      .executeTakeFirstOrThrow();
    assert.deepEqual([mail.kind, mail.recipient], ['run.alert', 'anne@exemple.fr']);
    const ends = { sender: 'relais@exemple.fr', recipient: 'anne@exemple.fr' };
    const { letter } = await alertMail.compose(stage.backend.context, mail, ends);
    assert.match(letter.text, /attend votre réponse/);
    for (const secret of [id, 'TROD', 'odynophagie', 'gorge', 'Ida']) assert.ok(!letter.text.includes(secret), secret);
    await stage.answer(id, '9', 'continue', stage.first);
    await assert.rejects(alertMail.compose(stage.backend.context, mail, ends), { code: 'overtaken' });
  });

  it('is read by its délégué and the délégants alone, and each look is in the log', async () => {
    const { id } = await stage.begin();
    assert.deepEqual((await rowsOf(id, 'run.read')).length, 0);
    assert.equal((await read(stage.ida, id)).status, 200);
    assert.equal((await read(stage.second, id)).status, 200);
    assert.equal((await read(stage.zoe, id)).status, 403, 'another délégué');
    assert.equal((await read(stage.pharmacist, id)).status, 403);
    assert.equal((await rowsOf(id, 'run.read')).length, 2);
    assert.deepEqual(
      (await rowsOf(id, 'run.read-refused')).map(({ actor }) => actor),
      [`professional:${stage.zoe.id}`, `professional:${stage.pharmacist.id}`],
    );
    assert.equal((await read(stage.ida, 'of-nobody')).status, 404);
    for (const [by, expected] of [
      [stage.ida, true],
      [stage.second, true],
      [stage.zoe, false],
    ] as const)
      assert.equal(
        (await list(by)).runs.some((run) => run.id === id),
        expected,
      );
    assert.equal((await stage.save(id, {}, { by: stage.zoe })).status, 403);
    assert.equal((await stage.end(id, 1, {}, stage.zoe)).status, 403);
    assert.equal((await stage.acknowledge(id, '1', stage.zoe)).status, 403);
  });

  it('stops with the withdrawal in one transaction, and is closed to all who did nothing in it', async () => {
    const { id, patient } = await stage.begin();
    await stage.save(id, UNCLEAR);
    const proof = await patient.withdraws();
    const rows = await stage.backend.store.db
      .selectFrom('event')
      .select(['type', 'sequence'])
      .where('subject', 'in', [id, proof.id])
      .where('type', 'in', ['consent.recorded', 'run.withdrawn', 'run.ended'])
      .orderBy('sequence')
      .execute();
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['consent.recorded', 'run.withdrawn', 'run.ended'],
    );
    assert.equal(rows[2]!.sequence - rows[0]!.sequence, 2, 'nothing comes between them');
    const { body } = await read(stage.ida, id);
    assert.deepEqual([body.state, body.outcome, body.withdrawnAt !== undefined], ['ended', 'abandoned', true]);
    assert.equal((await read(stage.first, id)).status, 200, 'in whose name it was');
    assert.equal((await read(stage.second, id)).status, 403);
    assert.equal((await stage.save(id, {}, { revision: 3 })).body.code, 'run-ended');
    assert.equal((await stage.answer(id, '9', 'continue', stage.first)).body.code, 'alert-settled');
    stage.backend.clock.now += 5 * MINUTE;
    await callOn(stage.backend.context);
    stage.backend.clock.now -= 5 * MINUTE;
    assert.equal((await rowsOf(id, 'run.alert-called')).length, 1, 'nobody is called any more');
  });

  it('of another patient or protocol goes on when somebody withdraws', async () => {
    const { id } = await stage.begin();
    const other = await stage.begin();
    await other.patient.withdraws();
    assert.equal((await stage.save(id)).status, 200);
  });

  it('is countersigned by the one in whose name it was done, all or none', async () => {
    const { id } = await stage.begin();
    const sign = (by: { rpps: string }, runs: string[]) =>
      stage.ask(by.rpps, 'POST', '/run-countersignatures', { runs });
    assert.equal((await sign(stage.first, [id])).status, 403, 'it goes on');
    await stage.save(id);
    await stage.end(id, 2, {});
    assert.equal((await sign(stage.second, [id])).status, 403);
    assert.equal((await sign(stage.first, [id, 'passage-00000000009'])).status, 404);
    assert.equal((await rowsOf(id, 'run.countersigned')).length, 0);
    assert.equal((await sign(stage.first, [id])).status, 204);
    assert.equal((await sign(stage.first, [id])).status, 204);
    assert.equal((await rowsOf(id, 'run.countersigned')).length, 1);
  });

  it('has its adverse events declared, analysed and closed by those concerned', async () => {
    const { id } = await stage.begin();
    const event = {
      id: `evenement-${id.slice(0, 20)}`,
      protocol: 'odynophagie',
      run: id,
      type: 'care',
      severity: 'minor',
      occurredOn: '2026-11-09',
      description: 'Malaise après le prélèvement',
      done: 'Allongée, surveillée dix minutes',
    };
    const declare = (by: { rpps: string }, changes = {}) =>
      stage.ask(by.rpps, 'POST', '/adverse-events', { ...event, ...changes });
    assert.equal((await declare(stage.zoe)).status, 403);
    assert.equal((await declare(stage.ida, { occurredOn: '2026-11-10' })).body.faults?.[0]?.path, 'occurredOn');
    assert.equal((await declare(stage.ida, { occurredOn: '0202-11-09' })).body.faults?.[0]?.path, 'occurredOn');
    assert.equal((await declare(stage.ida)).status, 201);
    assert.equal((await declare(stage.ida)).status, 201, 'again');
    assert.equal((await declare(stage.ida, { severity: 'serious' })).body.code, 'run-id-taken');
    const analyse = (by: { rpps: string }) =>
      stage.ask(by.rpps, 'POST', `/adverse-events/${event.id}/analyses`, { analysis: 'Jeûne', closed: true });
    assert.equal((await analyse(stage.ida)).status, 403);
    assert.equal((await analyse(stage.first)).status, 200);
    const events = async (by: { rpps: string }) =>
      (await stage.ask<AdverseEvents>(by.rpps, 'GET', '/adverse-events')).body.events;
    assert.deepEqual(
      (await events(stage.second)).map(({ analysis, closedAt }) => [analysis, closedAt !== undefined]),
      [['Jeûne', true]],
    );
    assert.deepEqual(await events(stage.zoe), []);
  });

  it('refuses nonsense in words', async () => {
    const patient = stage.createPatient();
    await patient.consents();
    const nonsense = stage.startOf(patient.id, { startedAt: 'yesterday' });
    assert.equal((await stage.start(stage.ida, nonsense)).body.faults?.[0]?.path, 'startedAt');
    const { evaluation } = await answered();
    const answers = { revision: 1, evaluation, response: { resourceType: 'QuestionnaireResponse', item: 'none' } };
    const { id } = await stage.begin();
    const saved = await stage.ask<RunState>(stage.ida.rpps, 'PUT', `/runs/${id}/answers`, answers);
    assert.deepEqual([saved.status, saved.body.level], [200, 'incomplete'], 'what holds nothing answers nothing');
    assert.equal((await stage.end(id, 9, { endedAt: toInstant(0) })).body.code, 'run-changed');
  });
});

describeEngines('the log of runs', (engine) => {
  it('tells when a row was changed beside it', async () => {
    const stage = await openRunStage(engine);
    const { id } = await stage.begin();
    await stage.save(id, UNCLEAR);
    await assertChain(stage.backend.store);
    await stage.backend.store.db.updateTable('run').set({ outcome: 'takeover' }).where('id', '=', id).execute();
    await stage.backend.store.db.updateTable('run_alert').set({ kind: 'urgent' }).where('run_id', '=', id).execute();
    await stage.backend.store.db.deleteFrom('run_call').where('run_id', '=', id).execute();
    const { differences } = await stage.backend.store.snapshot((trx) => verifyLog(trx, STRUCTURE));
    assert.deepEqual(differences.map(({ table }) => table).sort(), ['run', 'run_alert', 'run_call']);
    await stage.close();
  });
});
