import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after as afterAll, before, it } from 'node:test';
import { fillText, sealProof } from '@relais/engine/consent';
import { toInstant } from '@relais/model';
import type { ConsentReading, NewConsentReading } from '@relais/model';
import { createContext } from '../../../packages/server/src/create-context.ts';
import { createApp } from '../../../packages/server/src/app.ts';
import { createVerifier } from '../../../packages/server/src/core/auth/verifier.ts';
import type { ShortMessage } from '../../../packages/server/src/core/sms/sms.ts';
import { SmsNotSentError } from '../../../packages/server/src/core/sms/sms.ts';
import { forgetCodes } from '../../../packages/server/src/consent/codes.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { draftOf, sha256, shown, text } from '../../engine/consent/support.ts';
import { assertChain, bearer, openBackend, SECRET, send } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

const arabic = { ...text, language: 'ar', format: 'translated', title: 'التهاب الحلق' } as const;

interface Faults {
  readonly faults: readonly { readonly path: string; readonly message: string; readonly accepted?: string }[];
}

describeEngines('what comes before a consent', (engine) => {
  let backend: TestBackend;
  let nurse: Record<string, string>;
  let call: <T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => ReturnType<typeof send<T>>;
  const messages: ShortMessage[] = [];
  let breaks = false;
  before(async () => {
    backend = await openBackend(engine);
    nurse = bearer(await backend.token('delegate'));
    await importDocument(
      backend.context,
      { formatVersion: 'relais-consent-texts/1', texts: [arabic, text] },
      'test',
      STRUCTURE,
    );
    const now = () => backend.clock.now;
    const sms = {
      send: (message: ShortMessage) =>
        breaks ? Promise.reject(new SmsNotSentError('gateway-500')) : Promise.resolve(void messages.push(message)),
    };
    const context = createContext({ store: backend.store, secret: SECRET, clock: now, sms });
    const app = createApp({ context, verifier: createVerifier({ issuers: [], secret: SECRET, now }) });
    call = (method, path, body, headers = nurse) =>
      send(app, `/api/v1/structures/${STRUCTURE}${path}`, method, body, headers);
  });
  afterAll(() => backend.close());

  const about = { id: text.id, version: text.version, language: 'fr', format: 'plain', code: text.code };
  const values = { professional: 'Nora Belkacem' };
  const createReading = async () =>
    (await call<NewConsentReading>('POST', '/consent-readings', { id: randomUUID(), text: about, values })).body;

  it('is read by a link, which shows the text and says nothing of who reads', async () => {
    const { id, token } = await createReading();
    const read = async () =>
      (await call<ConsentReading>('GET', `/consent-readings/${id}`, undefined, bearer(token))).body;
    const sequence = async () =>
      (await backend.store.db.selectFrom('structure').select('sequence').executeTakeFirstOrThrow()).sequence;
    const before = await sequence();
    const reading = await read();
    assert.deepEqual(reading.contents, [fillText(text, values), fillText(arabic, values)]);
    assert.equal(reading.readAt, undefined);
    assert.equal(await sequence(), before, 'to look changes nothing: scanners open links');
    assert.equal(
      (await call('POST', `/consent-readings/${id}/done`, { wantsToTalk: true }, bearer(token))).status,
      204,
    );
    assert.deepEqual([typeof (await read()).readAt, (await read()).wantsToTalk], ['string', true]);
    await call('POST', `/consent-readings/${id}/done`, {}, bearer(token));
    assert.equal((await read()).wantsToTalk, true, 'what somebody has asked for is not taken back by a reload');
    await assertChain(backend.store);
  });

  it('is not read by the link of another, nor finished by a professional', async () => {
    const [one, other] = [await createReading(), await createReading()];
    assert.equal((await call('GET', `/consent-readings/${one.id}`, undefined, bearer(other.token))).status, 403);
    assert.equal((await call('POST', `/consent-readings/${one.id}/done`, {})).status, 403);
  });

  it('is shown with no hole in it, and only while the structure says it', async () => {
    const ask = (body: object) => call<Faults>('POST', '/consent-readings', { id: randomUUID(), ...body });
    const [without, unknown] = [await ask({ text: about }), await ask({ text: { ...about, version: '9' }, values })];
    assert.deepEqual(without.body.faults[0], {
      path: 'values',
      message: 'leave names of the text empty',
      accepted: 'professional',
    });
    assert.equal(unknown.body.faults[0]?.path, 'text');
  });

  it('is read by its link for two weeks; carers see for longer whether it was', async () => {
    const { id, token, expiresAt } = await createReading();
    assert.equal(Date.parse(expiresAt) - backend.clock.now, 14 * 86_400_000);
    const readAs = (headers: Record<string, string>) =>
      call<OrProblem<ConsentReading>>('GET', `/consent-readings/${id}`, undefined, headers);
    const since = backend.clock.now;
    backend.clock.now += 14 * 86_400_000 + 1000;
    const reader = await readAs(bearer(token));
    assert.deepEqual([reader.status, reader.body.code], [410, 'reading-expired']);
    assert.equal((await call('POST', `/consent-readings/${id}/done`, {}, bearer(token))).status, 410);
    assert.equal((await readAs(bearer(await backend.token('delegate')))).status, 200);
    backend.clock.now = since;
  });

  it('is named by the proof that came after it, and by no proof of a text that was not read', async () => {
    const { id, token } = await createReading();
    const record = async (readAt: string, patientId = 'patiente-1') => {
      const confirmedAt = toInstant(backend.clock.now + 60_000);
      const draft = draftOf({ readBeforehand: { id, readAt }, informedAt: confirmedAt, firstAskedAt: confirmedAt });
      const until = { confirmedAt, validFrom: confirmedAt, validUntil: toInstant(backend.clock.now + 3_600_000) };
      const patient = { ...draft.patient, id: patientId };
      const proof = await sealProof({ ...draft, ...until, patient, id: randomUUID() }, undefined, sha256);
      return call<Faults>('POST', '/consents', { proof, text: shown });
    };
    const unread = await record(toInstant(backend.clock.now));
    assert.deepEqual([unread.status, unread.body.faults[0]?.path], [422, 'proof.readBeforehand']);
    await call('POST', `/consent-readings/${id}/done`, {}, bearer(token));
    const { readAt } = (await call<ConsentReading>('GET', `/consent-readings/${id}`)).body;
    const { status, body } = await record(readAt!);
    assert.equal(status, 201, JSON.stringify(body));
    const other = await record(readAt!, 'patiente-2');
    assert.deepEqual([other.status, other.body.faults[0]?.path], [422, 'proof.readBeforehand'], 'of somebody else');
    assert.equal((await record(readAt!)).status, 201, 'she may decide once more');
    await assertChain(backend.store);
  });

  const phone = () => `06 39 98 ${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;
  const sendCode = (to = phone(), id: string = randomUUID()) =>
    call<OrProblem<{ id: string; expiresAt: string }>>('POST', '/consent-codes', { id, phone: to });
  const digits = () => /\d{6}/.exec(messages.at(-1)?.text ?? '')?.[0] ?? '';
  const check = (id: string, said: string) =>
    call<OrProblem<{ right: boolean; evidence?: string }>>('POST', `/consent-codes/${id}/check`, { digits: said });
  const other = (said: string) => String((Number(said) + 1) % 1_000_000).padStart(6, '0');

  it('is a code, whose message says nothing of care or of anybody', async () => {
    const { status, body } = await sendCode('06 39 98 12 34');
    assert.equal(status, 201);
    assert.equal(messages.at(-1)?.to, '+33639981234');
    assert.match(messages.at(-1)?.text ?? '', /^Votre code : \d{6}\. Ne le donnez qu’au professionnel/);
    const rows = JSON.stringify(
      await backend.store.db.selectFrom('consent_code').selectAll().where('id', '=', body.id).execute(),
    );
    assert.ok(!rows.includes(digits()) && !rows.includes('39981234'));
  });

  it('is a code that becomes the evidence of one proof and of no other', async () => {
    const { body } = await sendCode();
    const { body: checked } = await check(body.id, digits());
    assert.equal(checked.right, true);
    const evidence = { kind: 'code', sha256: checked.evidence! } as const;
    const proofs = await Promise.all(
      [1, 2].map(() =>
        sealProof({ ...draftOf({ method: 'oneTimeCode', evidence }), id: randomUUID() }, undefined, sha256),
      ),
    );
    const statuses = [];
    for (const proof of proofs) statuses.push((await call('POST', '/consents', { proof, text: shown })).status);
    assert.deepEqual(statuses, [201, 422]);
    assert.equal((await check(body.id, digits())).body.code, 'code-expired');
    await assertChain(backend.store);
  });

  it('is a code that is kept for a proof that comes a month late, and no longer', async () => {
    const { body } = await sendCode();
    const isKept = async () => {
      await forgetCodes(backend.context);
      const codes = await backend.store.db.selectFrom('consent_code').select('id').execute();
      return codes.some(({ id }) => id === body.id);
    };
    const now = backend.clock.now;
    backend.clock.now += 30 * 86_400_000;
    const later = await isKept();
    backend.clock.now += 86_400_000;
    assert.deepEqual([later, await isKept()], [true, false]);
    backend.clock.now = now;
    assert.equal((await check(body.id, digits())).status, 404);
    await assertChain(backend.store);
  });

  it('is no code that somebody made up', async () => {
    const evidence = { kind: 'code', sha256: 'a'.repeat(64) } as const;
    const proof = await sealProof(
      { ...draftOf({ method: 'oneTimeCode', evidence }), id: randomUUID() },
      undefined,
      sha256,
    );
    assert.equal((await call('POST', '/consents', { proof, text: shown })).status, 422);
  });

  it('is tried five times and no more', async () => {
    const { body } = await sendCode();
    const right = digits();
    for (let one = 0; one < 5; one++) assert.equal((await check(body.id, other(right))).body.right, false);
    assert.equal((await check(body.id, right)).body.code, 'code-expired');
  });

  it('counts for ten minutes', async () => {
    const { body } = await sendCode();
    backend.clock.now += 10 * 60_000 + 1;
    assert.equal((await check(body.id, digits())).body.code, 'code-expired');
  });

  it('is sent five times an hour to one telephone, however it is written', async () => {
    for (let one = 0; one < 5; one++)
      assert.equal((await sendCode(one % 2 ? '06 39 98 55 55' : '+33639985555')).status, 201);
    const refused = await sendCode('0639985555');
    assert.deepEqual([refused.status, refused.body.code], [429, 'too-many-codes']);
    assert.equal((await sendCode()).status, 201);
  });

  it('is said not to have been sent when it was not', async () => {
    breaks = true;
    const { status, body } = await sendCode();
    breaks = false;
    assert.deepEqual([status, body.code], [503, 'sms-unavailable']);
    const without = await backend.call<OrProblem<object>>(
      'POST',
      '/consent-codes',
      { id: randomUUID(), phone: phone() },
      nurse,
    );
    assert.deepEqual([without.status, without.body.code], [503, 'sms-unavailable']);
  });

  it('is sent when it is asked for again as before, after it was not', async () => {
    const again = { ...nurse, 'idempotency-key': randomUUID() };
    const body = { id: randomUUID(), phone: phone() };
    const ask = () => call<OrProblem<{ id: string }>>('POST', '/consent-codes', body, again);
    const before = messages.length;
    breaks = true;
    assert.equal((await ask()).status, 503);
    breaks = false;
    assert.deepEqual([(await ask()).status, messages.length], [201, before + 1]);
    assert.deepEqual([(await ask()).status, messages.length], [201, before + 1], 'what has left is not sent twice');
    assert.equal((await check(body.id, digits())).body.right, true);
    await assertChain(backend.store);
  });

  it('is not sent to somebody else by the id of one that was not sent', async () => {
    const id = randomUUID();
    breaks = true;
    await sendCode(phone(), id);
    breaks = false;
    assert.equal((await sendCode('06 39 98 00 01', id)).status, 201);
    assert.equal(messages.at(-1)?.to, '+33639980001');
  });

  it('is sent again when the telephone has been rested, by the same request', async () => {
    for (let one = 0; one < 5; one++) await sendCode('06 39 98 66 66');
    const [id, key] = [randomUUID(), randomUUID()];
    const ask = async () => {
      const headers = { ...bearer(await backend.token('delegate')), 'idempotency-key': key };
      return (await call('POST', '/consent-codes', { id, phone: '06 39 98 66 66' }, headers)).status;
    };
    assert.equal(await ask(), 429);
    backend.clock.now += 3_600_000;
    const later = await ask();
    backend.clock.now -= 3_600_000;
    assert.equal(later, 201, 'a refusal that says when to come back is not kept');
  });

  it('are texts that say all, or they are not put in force', async () => {
    const administrator = bearer(await backend.token('structureAdmin'));
    const put = (texts: readonly object[]) =>
      call<OrProblem<{ faults: { path: string; accepted?: string }[] }>>(
        'PUT',
        '/consent-texts',
        { formatVersion: 'relais-consent-texts/1', texts },
        administrator,
      );
    const { status, body } = await put([{ ...text, points: text.points.slice(1) }]);
    assert.deepEqual([status, body.faults[0]?.path], [400, 'texts.0.points']);
    assert.equal(body.faults[0]?.accepted, 'whoExamines, delegatingDoctor, whatAndWhy');
    assert.equal((await put([text, text])).status, 400);
    assert.equal((await put([text])).status, 204);
    assert.deepEqual((await call<{ texts: object[] }>('GET', '/consent-texts', undefined, {})).body.texts, [text]);
  });
});
