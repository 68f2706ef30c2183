import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { toInstant } from '@relais/model';
import type { AttachPhotograph, Run, RunAccesses } from '@relais/model';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { eraseWhatIsDue } from '../../../packages/server/src/retention/index.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { base64, EXIF, jpeg, png, webp } from '../../support/pictures.ts';
import { assertChain, bearer } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { Member, RunStage } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';

const DAY_MS = 86_400_000;
const SHOWN = 'Éruption fine de l’avant-bras, en relief';

describeEngines('a photograph of a run', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(async () => {
    await assertChain(stage.backend.store);
    await stage.close();
  });

  const takenNow = (changes: Partial<AttachPhotograph> = {}): AttachPhotograph => ({
    ...{ id: randomUUID(), item: 'od.rash', description: SHOWN, picture: base64(jpeg()) },
    takenAt: toInstant(stage.backend.clock.now),
    ...changes,
  });
  const attach = (run: string, photograph: AttachPhotograph, by: Member = stage.ida) =>
    stage.ask(by.rpps, 'POST', `/runs/${run}/photographs`, photograph);
  /** A run whose patient agrees to be photographed for it. */
  const beginAgreed = async () => {
    const { id, patient } = await stage.begin();
    await agree(id, patient);
    return { id, patient };
  };
  const agree = (runId: string, patient: Awaited<ReturnType<RunStage['begin']>>['patient']) =>
    patient.consents({ code: 'photograph', validUntil: undefined, scope: { runId } });
  const see = async (run: string, photograph: string, by: Member) =>
    stage.app.fetch(
      new Request(`http://relais.test/api/v1/structures/${STRUCTURE}/runs/${run}/photographs/${photograph}`, {
        headers: bearer(await stage.tokenOf(by.rpps)),
      }),
    );
  const readBy = async (by: Member, id: string) => (await stage.ask<Run>(by.rpps, 'GET', `/runs/${id}`)).body;
  const remove = (run: string, photograph: string) =>
    stage.ask(stage.ida.rpps, 'POST', `/runs/${run}/photographs/${photograph}/removals`);
  const rowsOf = (run: string) =>
    stage.backend.store.db.selectFrom('run_photograph').selectAll().where('run_id', '=', run).execute();

  it('is kept with its run, and seen as it is by those who care for the patient', async () => {
    const { id } = await beginAgreed();
    const photograph = takenNow();
    assert.equal((await attach(id, photograph)).status, 204);
    const [told] = (await readBy(stage.first, id)).photographs ?? [];
    assert.deepEqual(
      [told?.id, told?.description, told?.type, told?.width, told?.height, told?.bytes],
      [photograph.id, SHOWN, 'image/jpeg', 640, 480, jpeg().length],
    );
    const answer = await see(id, photograph.id, stage.first);
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), jpeg());
    const headers = ['Content-Type', 'Cache-Control', 'X-Content-Type-Options', 'Content-Security-Policy'];
    assert.deepEqual(
      headers.map((name) => answer.headers.get(name)),
      ['image/jpeg', 'no-store', 'nosniff', "default-src 'none'; frame-ancestors 'none'; sandbox"],
    );
  });

  it('is the same photograph when it is sent again, and another under its id is refused', async () => {
    const { id } = await beginAgreed();
    const photograph = takenNow();
    await attach(id, photograph);
    assert.equal((await attach(id, photograph)).status, 204);
    assert.equal((await rowsOf(id)).length, 1);
    const other = await attach(id, { ...photograph, picture: base64(png()) });
    assert.deepEqual([other.status, other.body.code], [409, 'run-id-taken']);
  });

  it('leaves a digest and a size in the log, and nothing of what it shows', async () => {
    const { id } = await beginAgreed();
    const photograph = takenNow();
    await attach(id, photograph);
    await see(id, photograph.id, stage.first);
    const rows = await stage.backend.store.db
      .selectFrom('event')
      .selectAll()
      .where('subject', '=', id)
      .where('type', 'like', 'run.photograph%')
      .orderBy('sequence')
      .execute();
    const [attached, read] = rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
    assert.deepEqual(Object.keys(attached!).sort(), ['bytes', 'photograph', 'sha256']);
    assert.deepEqual(read, { photograph: photograph.id, as: 'delegator' });
    assert.ok(!JSON.stringify(rows).includes('ruption'));
    const kept = await stage.backend.store.db.selectFrom('idempotency').selectAll().execute();
    assert.ok(!JSON.stringify(kept).includes(photograph.picture));
    const { accesses } = (await stage.ask<RunAccesses>('dpo', 'GET', '/run-accesses')).body;
    assert.deepEqual([accesses[0]?.run, accesses[0]?.as], [id, 'photograph']);
  });

  it('is refused without a consent to it, which may still be on its way, and after a no', async () => {
    const { id, patient } = await stage.begin();
    const photograph = takenNow();
    const early = await attach(id, photograph);
    assert.deepEqual([early.status, early.body.code], [409, 'photograph-consent-missing']);
    await patient.consents({ code: 'photograph', decision: 'refused', scope: { runId: id } });
    assert.equal((await attach(id, photograph)).body.code, 'photograph-consent-refused');
    await agree(id, patient);
    assert.equal((await attach(id, photograph)).status, 204);
  });

  it('is refused where the protocol does not ask for one, in a run to learn by, and by another délégué', async () => {
    const { id } = await beginAgreed();
    assert.equal((await attach(id, takenNow({ item: 'od.temp' }))).body.code, 'photograph-not-asked');
    const training = await stage.begin(stage.ida, { training: true });
    await agree(training.id, training.patient);
    assert.equal((await attach(training.id, takenNow())).body.code, 'photograph-not-asked');
    assert.equal((await attach(id, takenNow(), stage.zoe)).status, 403);
    assert.equal((await attach(randomUUID(), takenNow())).status, 404);
  });

  it('is refused for what its bytes are, and what is accepted is said', async () => {
    const { id } = await beginAgreed();
    const pictures = [
      base64(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')),
      base64(jpeg({ told: EXIF })),
      base64(webp({ width: 2001 })),
      base64(png({ height: 0 })),
      base64(jpeg().subarray(0, 20)),
      'AAAA=',
    ];
    for (const picture of pictures) {
      const { status, body } = await attach(id, takenNow({ picture }));
      assert.deepEqual([status, body.code], [400, 'invalid-request']);
      assert.deepEqual(
        body.faults?.map(({ path }) => path),
        ['picture'],
      );
    }
    const large = await attach(id, takenNow({ picture: base64(jpeg({ length: 1_000_000 })) }));
    assert.equal(large.status, 400);
    const huge = await attach(id, takenNow({ picture: base64(jpeg({ length: 1_300_000 })) }));
    assert.equal(huge.status, 413);
    assert.equal((await rowsOf(id)).length, 0);
    assert.equal((await attach(id, takenNow({ picture: base64(webp()) }))).status, 204);
  });

  it('makes room for another when it is taken back, and is erased at once', async () => {
    const { id } = await beginAgreed();
    const all = Array.from({ length: 6 }, () => takenNow());
    for (const one of all) assert.equal((await attach(id, one)).status, 204);
    const more = takenNow();
    assert.equal((await attach(id, more)).body.code, 'photographs-too-many');
    const [first] = all as [AttachPhotograph];
    assert.equal((await remove(id, first.id)).status, 204);
    assert.equal((await remove(id, first.id)).status, 204);
    const row = (await rowsOf(id)).find((one) => one.id === first.id);
    assert.deepEqual([row?.picture, row?.description], [null, '']);
    assert.equal((await see(id, first.id, stage.ida)).status, 404);
    // What was sent twice does not bring it back.
    assert.equal((await attach(id, first)).status, 204);
    assert.equal((await readBy(stage.ida, id)).photographs?.length, 5);
    assert.equal((await attach(id, more)).status, 204);
    assert.equal((await remove(id, randomUUID())).status, 204);
  });

  it('comes after the end when it was taken before, and stays from then on', async () => {
    const { id } = await beginAgreed();
    const photograph = takenNow();
    await stage.save(id);
    await stage.end(id, 2, {});
    stage.backend.clock.now += 60_000;
    assert.equal((await attach(id, photograph)).status, 204);
    assert.equal((await attach(id, takenNow())).body.code, 'run-ended');
    assert.equal((await remove(id, photograph.id)).body.code, 'run-ended');
  });

  it('is closed by the withdrawal of its consent, in one transaction, to all who did nothing in the run', async () => {
    const { id, patient } = await beginAgreed();
    const photograph = takenNow();
    await attach(id, photograph);
    assert.equal((await see(id, photograph.id, stage.second)).status, 200);
    const proof = await patient.withdraws({ code: 'photograph' });
    const { db } = stage.backend.store;
    const rows = await db
      .selectFrom('event')
      .select(['type', 'at'])
      .where('subject', 'in', [id, proof.id])
      .where('type', 'in', ['consent.recorded', 'run.photographs-withdrawn', 'run.withdrawn'])
      .orderBy('sequence', 'desc')
      .limit(2)
      .execute();
    assert.deepEqual(rows.map(({ type }) => type).reverse(), ['consent.recorded', 'run.photographs-withdrawn']);
    assert.equal(new Set(rows.map(({ at }) => at)).size, 1);
    assert.equal((await see(id, photograph.id, stage.second)).status, 403);
    assert.equal((await readBy(stage.second, id)).photographs, undefined);
    assert.equal((await see(id, photograph.id, stage.ida)).status, 200);
    assert.ok((await readBy(stage.ida, id)).photographs?.[0]?.withdrawnAt);
    assert.equal((await stage.save(id)).body.state, 'open');
    assert.equal((await attach(id, takenNow())).body.code, 'photograph-consent-refused');
    assert.ok((await stage.eventsOf(id)).includes('run.read-refused'));
  });

  it('is closed with its run when the care itself is withdrawn', async () => {
    const { id, patient } = await beginAgreed();
    const photograph = takenNow();
    await attach(id, photograph);
    await patient.withdraws();
    assert.equal((await see(id, photograph.id, stage.second)).status, 403);
    assert.equal((await attach(id, takenNow())).body.code, 'photograph-consent-refused');
  });

  it('is not shown to who has no part in the run, and the try is in the log', async () => {
    const { id } = await beginAgreed();
    const photograph = takenNow();
    await attach(id, photograph);
    assert.equal((await see(id, photograph.id, stage.zoe)).status, 403);
    assert.equal((await stage.eventsOf(id)).at(-1), 'run.read-refused');
    assert.equal((await see(id, randomUUID(), stage.ida)).status, 404);
  });

  it('is what the log makes of it, and is erased when its time is over', async () => {
    const { id } = await beginAgreed();
    await attach(id, takenNow());
    await stage.save(id);
    await stage.end(id, 2, {});
    const retention = { formatVersion: 'relais-retention/1', photographs: 30 };
    await importDocument(stage.backend.context, retention, 'test', STRUCTURE);
    const { clock, context, store } = stage.backend;
    const isKept = async () =>
      (await rowsOf(id)).some(({ picture, description }) => picture !== null || description !== '');
    clock.now += 29 * DAY_MS;
    await eraseWhatIsDue(context);
    assert.equal(await isKept(), true);
    clock.now += 2 * DAY_MS;
    await eraseWhatIsDue(context);
    assert.equal(await isKept(), false);
    const { differences } = await store.snapshot((trx) => verifyLog(trx, STRUCTURE));
    assert.deepEqual(differences, []);
  });
});
