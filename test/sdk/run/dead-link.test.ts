import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createClient, memoryStorage, SessionError, UnauthenticatedError } from '@relais/sdk';
import { createConsents } from '@relais/sdk/consent';
import { createRuns, isAway } from '@relais/sdk/run';
import { sqlite } from '../../server/support/engines.ts';
import { answered, openRunStage } from '../../server/support/run-stage.ts';
import type { RunStage } from '../../server/support/run-stage.ts';
import { STRUCTURE } from '../../server/support/territory.ts';
import { shown } from '../../engine/consent/support.ts';
import { createQuickSleep } from '../support/clock.ts';

/** What the link does to a request: `hangs` takes it nowhere, `lags` to the server, whose answer waits; both until it is mended. */
type Link = 'works' | 'hangs' | 'lags' | 'losesAnswers' | 'portal' | 'down';

const PORTAL = { headers: { 'content-type': 'text/html; charset=utf-8' } };

/** Lets what does not wait for the link have its turn. */
const pass = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('runs over a link that leads nowhere, on a device that says that it has a network', () => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(sqlite);
  });
  after(() => stage.close());

  /** A délégué's page. `host` is the software around it, which gives the token. */
  const openPage = (storage = memoryStorage()) => {
    const link = { state: 'works' as Link, isOnline: true, asked: 0, isWaitedFor: false };
    const host = {
      isSilent: false,
      person: undefined as string | undefined,
      getToken: () => stage.tokenOf(stage.ida.rpps) as Promise<string | undefined>,
    };
    const held = new Set<() => void>();
    const untilMended = () => new Promise<void>((resolve) => held.add(resolve));
    const { sleep, pauses } = createQuickSleep((milliseconds) =>
      milliseconds === 300 ? host.isSilent : !link.isWaitedFor && ['hangs', 'lags'].includes(link.state),
    );
    const client = createClient({
      api: 'http://relais.test',
      structure: STRUCTURE,
      storage,
      now: () => stage.backend.clock.now,
      getToken: () => host.getToken(),
      getPerson: () => host.person,
      fetch: async (request) => {
        const { state } = link;
        link.asked += 1;
        if (state === 'down') throw new TypeError('Failed to fetch');
        if (state === 'portal') return new Response('<title>Bienvenue à l’hôtel</title>', PORTAL);
        if (state === 'hangs') {
          await untilMended();
          throw new TypeError('Failed to fetch');
        }
        const response = await stage.app.fetch(request);
        if (state === 'lags') await untilMended();
        if (state === 'losesAnswers') throw new TypeError('Failed to fetch');
        return response;
      },
      sleep,
      isOnline: () => link.isOnline,
    });
    const become = async (state: Link) => {
      link.state = state;
      for (const resolve of held) resolve();
      held.clear();
      await pass();
    };
    /** How long it was waited for answers. */
    const waits = () => pauses.filter((one) => [400, 2500, 8500].includes(one));
    return {
      runs: createRuns(client),
      consents: createConsents(client),
      client,
      link,
      host,
      become,
      untilMended,
      waits,
      storage,
    };
  };
  type Page = ReturnType<typeof openPage>;

  const agreed = async () => {
    const patient = stage.createPatient();
    await patient.consents();
    return stage.startOf(patient.id);
  };
  const end = { outcome: 'managedByDelegate', endedAt: '2026-11-09T07:10:00Z' } as const;
  const perform = async ({ runs }: Page, start: Awaited<ReturnType<typeof agreed>>) => {
    const at = { id: start.id, revision: 1 };
    await assert.rejects(runs.start(start), isAway);
    await assert.rejects(runs.save(at, await answered({ 'od.cough': true })), isAway);
    await assert.rejects(runs.save(at, await answered()), isAway);
    await assert.rejects(runs.end(at, end), isAway);
  };
  const startsOf = async (run: string) => (await stage.eventsOf(run)).filter((type) => type === 'run.started').length;
  const historyOf = async (run: string) =>
    (await stage.eventsOf(run)).filter((type) => ['run.started', 'run.saved', 'run.ended'].includes(type));
  /** The latest answers alone. */
  const PERFORMED = ['run.started', 'run.saved', 'run.ended'];
  const operations = (told: readonly { readonly operation: string }[]) =>
    told.map((one) => ('answer' in one ? one.operation : [one.operation]));

  it('wait once for the start, then for a moment each, and are sent once in their order when it leads somewhere again', async () => {
    const page = openPage();
    const start = await agreed();
    await page.become('hangs');
    await perform(page, start);
    assert.deepEqual(page.waits(), [8500, 400, 400, 400]);
    await page.become('works');
    await page.runs.resume();
    assert.deepEqual(await page.runs.resume(), []);
    assert.deepEqual(await historyOf(start.id), PERFORMED);
  });

  it('are waited for as before once anything has come through', async () => {
    const page = openPage();
    const { id, revision } = await page.runs.start(await agreed());
    await page.become('hangs');
    await assert.rejects(page.runs.save({ id, revision }, await answered()), isAway);
    await page.become('works');
    await page.runs.resume();
    await page.become('hangs');
    await assert.rejects(page.runs.acknowledge(id, '9'), isAway);
    assert.deepEqual(page.waits(), [2500, 2500]);
  });

  it('go on while what is kept is tried again and hangs', async () => {
    const page = openPage();
    const { id, revision } = await page.runs.start(await agreed());
    await page.become('hangs');
    await assert.rejects(page.runs.save({ id, revision }, await answered()), isAway);
    const resumed = page.runs.resume();
    await pass();
    await assert.rejects(page.runs.end({ id, revision }, end), isAway);
    await page.become('works');
    await resumed;
    await page.runs.resume();
    assert.equal((await page.runs.read(id)).state, 'ended');
  });

  it('are told what has come of what nobody waited for any more, and go on from there', async () => {
    const page = openPage();
    const { id, revision } = await page.runs.start(await agreed());
    await page.become('lags');
    await assert.rejects(page.runs.save({ id, revision }, await answered()), isAway);
    await page.become('works');
    // Whoever ends it has not been told yet that the answers have arrived.
    assert.equal((await page.runs.end({ id, revision }, end)).state, 'ended');
    assert.deepEqual(operations(await page.runs.resume()), ['saveRunAnswers']);
  });

  it('lose no answers that were written on what another page has overtaken, though nobody waits to be told so', async () => {
    const page = openPage();
    const { id, revision } = await page.runs.start(await agreed());
    await openPage().runs.save({ id, revision }, await answered({ 'od.cough': true }));
    await page.become('lags');
    await assert.rejects(page.runs.save({ id, revision }, await answered()), isAway);
    await page.become('works');
    await page.runs.resume();
    const run = await page.runs.read(id);
    assert.equal(run.revision, 3);
  });

  it('are told that what nobody waited for any more was refused', async () => {
    const page = openPage();
    const { id } = await page.runs.start(await agreed());
    await page.become('lags');
    await assert.rejects(page.runs.acknowledge(id, 'no-such-rule'), isAway);
    await page.become('works');
    assert.deepEqual(operations(await page.runs.resume()), [['acknowledgeAlert']]);
  });

  it('begin once where the server has taken a start whose answer came too late', async () => {
    const page = openPage();
    const start = await agreed();
    await page.become('lags');
    await assert.rejects(page.runs.start(start), isAway);
    await assert.rejects(page.runs.save({ id: start.id, revision: 1 }, await answered()), isAway);
    await page.become('works');
    await page.runs.resume();
    const run = await page.runs.read(start.id);
    assert.deepEqual([run.revision, run.review, await startsOf(start.id)], [2, undefined, 1]);
  });

  it('keep a start that has not had its turn when nobody waits any more', async () => {
    const page = openPage();
    const before = await page.runs.start(await agreed());
    const start = await agreed();
    await page.become('hangs');
    await assert.rejects(page.runs.save(before, await answered()), isAway);
    await perform(page, start);
    await page.become('works');
    await page.runs.resume();
    assert.deepEqual(await historyOf(start.id), PERFORMED);
  });

  it('take the page of a portal for no answer of the structure', async () => {
    const page = openPage();
    const start = await agreed();
    await page.become('portal');
    await perform(page, start);
    await page.become('works');
    await page.runs.resume();
    assert.equal((await page.runs.read(start.id)).state, 'ended');
  });

  it('do not wait for a proof of consent either, and send it before the run', async () => {
    const page = openPage();
    const patient = stage.createPatient();
    await page.become('hangs');
    const proof = await patient.agree();
    // Nothing is known yet of whoever is signed in: the first who asks says so.
    await assert.rejects(page.consents.record({ proof, text: shown }), isAway);
    const start = stage.startOf(patient.id);
    await assert.rejects(page.runs.start(start), isAway);
    assert.deepEqual(page.waits(), [2500, 400]);
    await page.become('works');
    await page.consents.resume();
    await page.runs.resume();
    assert.equal((await page.runs.read(start.id)).review?.missing, undefined);
  });

  it('ask again for a start that may have arrived under the same key, and begin once', async () => {
    const page = openPage();
    const start = await agreed();
    const { getToken } = page.host;
    page.host.person = stage.ida.rpps;
    let given = 0;
    // The first try arrives and its answer is lost; by the second, the session is over.
    page.host.getToken = async () => {
      given += 1;
      if (given > 1) page.link.state = 'works';
      return given > 1 ? 'expired' : getToken();
    };
    await page.become('losesAnswers');
    await assert.rejects(page.runs.start(start), UnauthenticatedError);
    page.host.getToken = getToken;
    assert.deepEqual([await startsOf(start.id), await page.runs.resume()], [1, []]);
    assert.equal((await page.runs.start(start)).state, 'open');
    assert.equal(await startsOf(start.id), 1);
    assert.deepEqual(await page.runs.resume(), []);
    assert.equal((await page.runs.read(start.id)).state, 'open');
  });

  it('leave none open whose page was closed before the answer to its start', async () => {
    const page = openPage();
    const start = await agreed();
    page.link.state = 'lags';
    page.link.isWaitedFor = true;
    void page.runs.start(start).catch(() => undefined);
    const next = openPage(page.storage);
    while ((await startsOf(start.id)) === 0) await pass();
    assert.deepEqual(await next.runs.resume(), []);
    const run = await next.runs.read(start.id);
    assert.deepEqual([run.state, run.outcome], ['ended', 'abandoned']);
    assert.deepEqual(await next.runs.resume(), []);
  });

  describe('where the host cannot give a token without a network', () => {
    const fails = () => Promise.reject(new Error('no network to renew the session by'));
    const failures = { fails: () => fails, hangs: (page: Page) => () => page.untilMended().then(fails) };
    for (const [name, fail] of Object.entries(failures)) {
      for (const isOnline of [false, true]) {
        it(`are kept for whoever was signed in last, and sent once it can: it ${name}, the device says ${isOnline ? 'on' : 'off'} line`, async () => {
          const page = openPage();
          const before = await page.runs.start(await agreed());
          const given = page.host.getToken;
          page.host.getToken = fail(page);
          page.host.isSilent = name === 'hangs';
          page.link.isOnline = isOnline;
          await page.become('hangs');
          await assert.rejects(page.runs.save(before, await answered()), isAway);
          const start = await agreed();
          await perform(page, start);
          page.host.getToken = given;
          page.host.isSilent = false;
          page.link.isOnline = true;
          await page.become('works');
          await page.runs.resume();
          assert.deepEqual(await page.runs.resume(), []);
          assert.equal((await page.runs.read(before.id)).revision, 2);
          assert.deepEqual(await historyOf(start.id), PERFORMED);
        });
      }
    }

    it('are refused as nobody’s where there is a network, and nothing of them is kept', async () => {
      const page = openPage();
      const before = await page.runs.start(await agreed());
      const given = page.host.getToken;
      page.host.getToken = fails;
      await assert.rejects(page.runs.save(before, await answered()), SessionError);
      page.host.getToken = given;
      assert.deepEqual(await page.runs.resume(), []);
    });

    it('are kept for nobody once the host has said that nobody is signed in', async () => {
      const page = openPage();
      const before = await page.runs.start(await agreed());
      page.host.getToken = () => Promise.resolve(undefined);
      await assert.rejects(page.runs.save(before, await answered()), SessionError);
      page.host.getToken = fails;
      page.link.isOnline = false;
      await assert.rejects(page.runs.save(before, await answered()), SessionError);
      assert.doesNotMatch(JSON.stringify(await page.storage.list('')), / write /);
    });

    it('are kept for nobody once what was kept for whoever was signed in is forgotten', async () => {
      const page = openPage();
      const before = await page.runs.start(await agreed());
      await page.client.forget();
      page.host.getToken = fails;
      page.link.isOnline = false;
      await assert.rejects(page.runs.save(before, await answered()), SessionError);
    });
  });
});
