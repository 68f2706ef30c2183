import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  ContractError,
  createClient,
  memoryStorage,
  RefusedError,
  SessionError,
  UnauthenticatedError,
  UnreachableError,
} from '@relais/sdk';
import { toInstant } from '@relais/model';
import { createConsents } from '@relais/sdk/consent';
import { createRuns, isAway, OutcomeRefusedError, RunChangedError, RunNotStartableError } from '@relais/sdk/run';
import type { AttachPhotograph, Runs } from '@relais/sdk/run';
import { base64, jpeg } from '../../support/pictures.ts';
import { createQuickSleep } from '../support/clock.ts';
import { sqlite } from '../../server/support/engines.ts';
import { answered, openRunStage } from '../../server/support/run-stage.ts';
import type { Member, RunStage } from '../../server/support/run-stage.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { shown } from '../../engine/consent/support.ts';

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isSo());
}

describe('runs of a client', () => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(sqlite);
  });
  after(() => stage.close());

  /** The runs of somebody who has signed in; `network.isDown` cuts the way, `network.losesAnswers` the way back. */
  const runsOf = (member: Member, storage = memoryStorage(), token?: string) => {
    const network = {
      ...{ isDown: false, losesAnswers: false, isFaulty: false, isHung: false, asked: 0 },
      /** When photographs arrive that are on their way, and how many have left. */
      ...{ photographs: Promise.resolve(), carried: 0 },
    };
    const client = createClient({
      api: 'http://relais.test',
      structure: STRUCTURE,
      storage,
      now: () => stage.backend.clock.now,
      getToken: () => token ?? stage.tokenOf(member.rpps),
      getPerson: () => (token === '' ? undefined : member.rpps),
      fetch: async (request) => {
        network.asked += 1;
        if (network.isDown) throw new TypeError('Failed to fetch');
        if (network.isHung) return new Promise<Response>(() => undefined);
        if (network.isFaulty) return Response.json({ isOurs: false });
        if (request.method === 'POST' && request.url.endsWith('/photographs')) {
          network.carried += 1;
          await network.photographs;
        }
        const response = await stage.app.fetch(request);
        if (network.losesAnswers) throw new TypeError('Failed to fetch');
        return response;
      },
      sleep: createQuickSleep().sleep,
    });
    return { runs: createRuns(client), consents: createConsents(client), network };
  };
  const agreed = async () => {
    const patient = stage.createPatient();
    await patient.consents();
    return stage.startOf(patient.id);
  };

  it('start, are answered, call a délégant who answers, and end', async () => {
    const { runs } = runsOf(stage.ida);
    const { runs: doctors } = runsOf(stage.first);
    const { id, revision } = await runs.start(await agreed());
    const saved = await runs.save({ id, revision }, await answered({ 'od.trod': 'non-concluant' }));
    await runs.acknowledge(id, '9');
    const waiting = (await doctors.list()).runs.filter(({ alerts }) => alerts.some(({ waitsUntil }) => waitsUntil));
    assert.deepEqual(
      waiting.map((run) => run.id),
      [id],
    );
    assert.equal((await doctors.read(id)).response?.resourceType, 'QuestionnaireResponse');
    await doctors.answer(id, '9', { answer: 'continue' });
    const end = { outcome: 'managedByDelegate', endedAt: '2026-11-09T07:10:00Z' } as const;
    assert.equal((await runs.end({ id, revision: saved.revision }, end)).state, 'ended');
    await doctors.countersign([id]);
    const event = {
      protocol: 'odynophagie',
      run: id,
      type: 'care',
      severity: 'minor',
      occurredOn: '2026-11-09',
    } as const;
    const declared = await runs.declareAdverseEvent({ ...event, description: 'Malaise', done: 'Surveillée' });
    await doctors.analyseAdverseEvent(declared.id, { analysis: 'Jeûne' });
    assert.equal((await doctors.adverseEvents()).events[0]?.analysis, 'Jeûne');
  });

  it('are refused with what is missing, what has changed and what speaks against an end', async () => {
    const { runs } = runsOf(stage.ida);
    await assert.rejects(
      runs.start(stage.startOf('inconnue')),
      (error) => error instanceof RunNotStartableError && error.missing[0]?.what === 'consentMissing',
    );
    const { id } = await runs.start(await agreed());
    const end = { outcome: 'managedByDelegate', endedAt: '2026-11-09T07:10:00Z' } as const;
    await assert.rejects(
      runs.end({ id, revision: 1 }, end),
      (error) => error instanceof OutcomeRefusedError && error.refusals[0] === 'notGood',
    );
    await runs.save({ id, revision: 1 }, await answered());
    await assert.rejects(
      runs.save({ id, revision: 1 }, await answered({ 'od.cough': true })),
      (error) => error instanceof RunChangedError && error.revision === 2,
    );
  });

  it('that could not be sent are sent later, each once, and the latest answers alone', async () => {
    const storage = memoryStorage();
    const { runs, network } = runsOf(stage.ida, storage);
    const start = await agreed();
    network.losesAnswers = true;
    await assert.rejects(runs.start(start), UnreachableError);
    network.isDown = true;
    await assert.rejects(runs.save({ id: start.id, revision: 1 }, await answered({ 'od.cough': true })));
    await assert.rejects(runs.save({ id: start.id, revision: 1 }, await answered()));
    const again = runsOf(stage.ida, storage);
    const resumed = await again.runs.resume();
    assert.deepEqual(
      resumed.map((one) => ['answer' in one, one.operation]),
      [
        [true, 'startRun'],
        [true, 'saveRunAnswers'],
      ],
    );
    const run = await again.runs.read(start.id);
    assert.deepEqual([run.revision, JSON.stringify(run.response).includes('"valueBoolean":true')], [2, true]);
    assert.deepEqual(await again.runs.resume(), []);
    assert.deepEqual(
      (await stage.eventsOf(start.id)).filter((type) => type === 'run.started'),
      ['run.started'],
    );
  });

  it('go on without the server from the first press to the end, and are sent in their order once it is back', async () => {
    const storage = memoryStorage();
    const { runs, network } = runsOf(stage.ida, storage);
    const start = await agreed();
    network.isDown = true;
    await assert.rejects(runs.start(start), isAway);
    await assert.rejects(
      runs.save({ id: start.id, revision: 1 }, await answered({ 'od.trod': 'non-concluant' })),
      isAway,
    );
    await assert.rejects(runs.acknowledge(start.id, '9'), isAway);
    await assert.rejects(
      runs.save({ id: start.id, revision: 1 }, await answered({ 'od.trod': 'non-concluant', 'od.cough': true })),
      isAway,
    );
    const saidBy = stage.first.id;
    await assert.rejects(runs.answer(start.id, '9', { answer: 'continue', saidBy }), isAway);
    const end = { outcome: 'managedByDelegate', endedAt: '2026-11-09T07:10:00Z' } as const;
    await assert.rejects(runs.end({ id: start.id, revision: 1 }, end), isAway);
    const raisedAt = toInstant(stage.backend.clock.now);
    stage.backend.clock.now += 3_600_000;
    const again = runsOf(stage.ida, storage);
    const resumed = await again.runs.resume();
    assert.deepEqual(
      resumed.map((one) => ('answer' in one ? one.operation : [one.operation, one.error.code])),
      ['startRun', 'saveRunAnswers', 'acknowledgeAlert', 'saveRunAnswers', 'answerAlert', 'endRun'],
    );
    const run = await again.runs.read(start.id);
    assert.deepEqual(
      [run.state, run.outcome, run.alerts[0]?.answered?.answer],
      ['ended', 'managedByDelegate', 'continue'],
    );
    // An hour later nobody is called for it.
    assert.deepEqual([run.alerts[0]?.calls, run.alerts[0]?.raisedAt], [[], raisedAt]);
    assert.deepEqual(await again.runs.resume(), []);
    stage.backend.clock.now -= 3_600_000;
  });

  it('whose answers were lost on the way go on in their order, whatever the server has of them already', async () => {
    const { runs, network } = runsOf(stage.ida);
    const start = await agreed();
    network.losesAnswers = true;
    await assert.rejects(runs.start(start), isAway);
    await assert.rejects(runs.save({ id: start.id, revision: 1 }, await answered({ 'od.cough': true })), isAway);
    await assert.rejects(runs.save({ id: start.id, revision: 1 }, await answered()), isAway);
    network.losesAnswers = false;
    const end = { outcome: 'managedByDelegate', endedAt: '2026-11-09T07:10:00Z' } as const;
    assert.equal((await runs.end({ id: start.id, revision: 1 }, end)).state, 'ended');
    assert.deepEqual(await runs.resume(), []);
    assert.deepEqual(
      (await stage.eventsOf(start.id)).filter((type) => ['run.started', 'run.ended'].includes(type)),
      ['run.started', 'run.ended'],
    );
  });

  it('are sent once by two pages whose network comes back at the same moment', async () => {
    let turn: Promise<unknown> = Promise.resolve();
    const alone = <Value>(_: string, work: () => Promise<Value>): Promise<Value> => {
      const done = turn.then(work, work);
      turn = done.catch(() => undefined);
      return done;
    };
    const storage = { ...memoryStorage(), alone };
    const { runs, network } = runsOf(stage.ida, storage);
    const start = await agreed();
    network.isDown = true;
    await assert.rejects(runs.start(start), isAway);
    await assert.rejects(runs.save({ id: start.id, revision: 1 }, await answered()), isAway);
    const pages = [runsOf(stage.ida, storage), runsOf(stage.ida, storage)];
    const resumed = await Promise.all(pages.map((page) => page.runs.resume()));
    assert.deepEqual(
      resumed.flat().map((one) => ['answer' in one, one.operation]),
      [
        [true, 'startRun'],
        [true, 'saveRunAnswers'],
      ],
    );
    assert.equal(pages[0]!.network.asked + pages[1]!.network.asked, 2);
  });

  it('send the proof of consent that waits before the run it is of, resumed or gone on with', async () => {
    for (const goesOn of [false, true]) {
      const { runs, consents, network } = runsOf(stage.ida);
      const patient = stage.createPatient();
      network.isDown = true;
      await assert.rejects(consents.record({ proof: await patient.agree(), text: shown }), isAway);
      const start = stage.startOf(patient.id);
      await assert.rejects(runs.start(start), isAway);
      network.isDown = false;
      if (goesOn) await runs.save({ id: start.id, revision: 1 }, await answered());
      else await runs.resume();
      const run = await runs.read(start.id);
      assert.equal(run.review?.missing, undefined);
    }
  });

  it('that failed for another reason than the network are not sent later, behind the back of whoever was told so', async () => {
    const { runs, network } = runsOf(stage.ida);
    const { id, revision } = await runs.start(await agreed());
    network.isFaulty = true;
    const end = { outcome: 'abandoned', endedAt: '2026-11-09T07:10:00Z' } as const;
    await assert.rejects(runs.end({ id, revision }, end), ContractError);
    network.isFaulty = false;
    assert.equal((await runs.save({ id, revision }, await answered())).state, 'open');
    assert.deepEqual(await runs.resume(), []);
  });

  it('are kept for nobody once nobody is signed in', async () => {
    const { runs } = runsOf(stage.ida, memoryStorage(), '');
    await assert.rejects(runs.start(await agreed()), SessionError);
    assert.deepEqual(await runs.resume(), []);
  });

  it('whose page was closed while it was asked whether they may start never begin', async () => {
    const storage = memoryStorage();
    const { runs, network } = runsOf(stage.ida, storage);
    network.isHung = true;
    const start = await agreed();
    void runs.start(start).catch(() => undefined);
    await until(() => network.asked > 0);
    const next = runsOf(stage.ida, storage);
    assert.deepEqual(await next.runs.resume(), []);
    await assert.rejects(next.runs.read(start.id));
  });

  it('that the server does not take are told at the next occasion, and hold nothing else up', async () => {
    const { runs, network } = runsOf(stage.ida);
    const [unknown, start] = [{ ...(await agreed()), version: '99' }, await agreed()];
    network.isDown = true;
    for (const one of [unknown, start]) await assert.rejects(runs.start(one), isAway);
    await assert.rejects(runs.save({ id: unknown.id, revision: 1 }, await answered()), isAway);
    network.isDown = false;
    await assert.rejects(runs.save({ id: unknown.id, revision: 1 }, await answered()));
    const resumed = await runs.resume();
    assert.deepEqual(
      resumed.map((one) => ['answer' in one, one.operation]),
      [
        [false, 'startRun'],
        [true, 'startRun'],
      ],
    );
  });

  it('without the server begin whatever was missing, and are to be reviewed', async () => {
    const storage = memoryStorage();
    const { runs, network } = runsOf(stage.ida, storage);
    const start = stage.startOf(stage.createPatient().id);
    network.isDown = true;
    await assert.rejects(runs.start(start), isAway);
    network.isDown = false;
    const [started] = await runsOf(stage.ida, storage).runs.resume();
    assert.deepEqual(started && 'answer' in started && started.answer?.review?.missing, ['consentMissing']);
  });

  it('that were refused for who was signed in wait for who wrote them, and begin no run that was not begun', async () => {
    const storage = memoryStorage();
    const known = runsOf(stage.ida, storage);
    const { id, revision } = await known.runs.start(await agreed());
    const expired = runsOf(stage.ida, storage, 'expired');
    await assert.rejects(expired.runs.save({ id, revision }, await answered()), UnauthenticatedError);
    await assert.rejects(expired.runs.start(await agreed()), UnauthenticatedError);
    const resumed = await known.runs.resume();
    assert.deepEqual(
      resumed.map((one) => ['answer' in one, one.operation]),
      [[true, 'saveRunAnswers']],
    );
  });

  describe('with a photograph', () => {
    const photographOf = (id: string): AttachPhotograph => ({
      ...{ id, item: 'od.rash', description: 'Éruption du bras', takenAt: '2026-11-09T07:00:00Z' },
      picture: base64(jpeg()),
    });
    const begun = async (runs: Runs) => {
      const patient = stage.createPatient();
      await patient.consents();
      const { id } = await runs.start(stage.startOf(patient.id));
      return { id, agree: () => patient.consents({ code: 'photograph', scope: { runId: id } }) };
    };

    it('keep it encrypted without a network, send it once after the rest of the run, and show it to the délégant', async () => {
      const storage = memoryStorage();
      const { runs, network } = runsOf(stage.ida, storage);
      const { id, agree } = await begun(runs);
      await agree();
      network.losesAnswers = true;
      await assert.rejects(runs.attachPhotograph(id, photographOf('photographie-000001')), isAway);
      network.isDown = true;
      await assert.rejects(runs.save({ id, revision: 1 }, await answered()), isAway);
      assert.ok(!JSON.stringify(await storage.list('')).includes(base64(jpeg())));
      const again = runsOf(stage.ida, storage).runs;
      assert.deepEqual(
        (await again.resume()).map(({ operation }) => operation),
        ['saveRunAnswers'],
      );
      assert.deepEqual(await again.resumePhotographs(), [
        { operation: 'attachPhotograph', photograph: 'photographie-000001', answer: undefined },
      ]);
      const { runs: doctors } = runsOf(stage.first);
      const { photographs = [] } = await doctors.read(id);
      assert.deepEqual(
        photographs.map(({ description }) => description),
        ['Éruption du bras'],
      );
      assert.deepEqual(await doctors.photograph(id, photographs[0]!.id), jpeg());
    });

    it('of which the server has not heard keep it until it has', async () => {
      const { runs, network } = runsOf(stage.ida);
      const start = await agreed();
      network.isDown = true;
      await assert.rejects(runs.start(start), isAway);
      await assert.rejects(runs.attachPhotograph(start.id, photographOf('photographie-000005')), isAway);
      network.isDown = false;
      assert.deepEqual(await runs.resumePhotographs(), []);
      assert.deepEqual(
        (await runs.resume()).map((one) => ['answer' in one, one.operation]),
        [[true, 'startRun']],
      );
    });

    it('go on while one is carried over a slow network', async () => {
      const { runs, network } = runsOf(stage.ida);
      const { id, agree } = await begun(runs);
      await agree();
      let arrive = (): void => undefined;
      network.photographs = new Promise<void>((resolve) => (arrive = resolve));
      const attached = runs.attachPhotograph(id, photographOf('photographie-000006'));
      await until(() => network.carried > 0);
      assert.equal((await runs.save({ id, revision: 1 }, await answered({ 'od.cough': true }))).state, 'open');
      assert.equal((await runs.read(id)).photographs, undefined);
      arrive();
      await attached;
      assert.equal((await runs.read(id)).photographs?.length, 1);
    });

    it('keep it until its consent has come, and go on meanwhile', async () => {
      const { runs } = runsOf(stage.ida);
      const { id, agree } = await begun(runs);
      await assert.rejects(
        runs.attachPhotograph(id, photographOf('photographie-000002')),
        (error) => error instanceof RefusedError && error.pending,
      );
      await runs.save({ id, revision: 1 }, await answered());
      await agree();
      assert.deepEqual(await runs.resumePhotographs(), [
        { operation: 'attachPhotograph', photograph: 'photographie-000002', answer: undefined },
      ]);
      assert.equal((await runs.read(id)).photographs?.length, 1);
    });

    it('send the proof of its consent that waits before it', async () => {
      const { runs, consents, network } = runsOf(stage.ida);
      const patient = stage.createPatient();
      await patient.consents();
      const { id } = await runs.start(stage.startOf(patient.id));
      network.isDown = true;
      const proof = await patient.agree({ code: 'photograph', validUntil: undefined, scope: { runId: id } });
      await assert.rejects(consents.record({ proof, text: shown }), isAway);
      network.isDown = false;
      await runs.attachPhotograph(id, photographOf('photographie-000007'));
      assert.equal((await runs.read(id)).photographs?.length, 1);
    });

    it('take it back, sent or not', async () => {
      const { runs, network } = runsOf(stage.ida);
      const { id, agree } = await begun(runs);
      await agree();
      await runs.attachPhotograph(id, photographOf('photographie-000003'));
      await runs.removePhotograph(id, 'photographie-000003');
      network.isDown = true;
      await assert.rejects(runs.attachPhotograph(id, photographOf('photographie-000004')), isAway);
      network.isDown = false;
      await runs.removePhotograph(id, 'photographie-000004');
      assert.deepEqual([await runs.resume(), await runs.resumePhotographs()], [[], []]);
      assert.equal((await runs.read(id)).photographs, undefined);
    });
  });

  it('that never began are counted, and kept for later where there is no network', async () => {
    const { runs, network } = runsOf(stage.ida);
    const { id, protocol, version, startedAt: decidedAt } = stage.startOf('personne');
    const found = { id, protocol, version, reason: 'notEligible', decidedAt } as const;
    network.losesAnswers = true;
    await assert.rejects(runs.recordNonInclusion(found), UnreachableError);
    network.losesAnswers = false;
    assert.deepEqual(await runs.resume(), [{ operation: 'recordNonInclusion', answer: undefined }]);
    assert.deepEqual(await stage.eventsOf(id), ['non-inclusion.recorded']);
  });

  it('are heard of live, by ids alone', async () => {
    const { runs } = runsOf(stage.ida);
    const { runs: doctors } = runsOf(stage.first);
    const { sequence } = await doctors.list();
    const heard = new Promise<string>((resolve) => {
      const stop = doctors.subscribe(
        {
          onChange: (message) => {
            stop();
            resolve(JSON.stringify(message));
          },
        },
        sequence,
      );
    });
    const { id } = await runs.start(await agreed());
    assert.match(await heard, new RegExp(`"runs":\\["${id}"\\]`));
  });
});
