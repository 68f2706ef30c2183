import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after as afterAll, before, it } from 'node:test';
import { consentBundle, recordsOfBundle, sealProof, verifyConsent } from '@relais/engine/consent';
import type {
  ConsentAccessState,
  ConsentDraft,
  ConsentProof,
  ConsentRates,
  ConsentRecorded,
  ConsentText,
  NewConsentAccess,
  PatientConsents,
} from '@relais/model';
import { findConsent } from '../../../packages/server/src/consent/index.ts';
import { write } from '../../../packages/server/src/core/write/write.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { verifyLog } from '../../../packages/server/src/verify-log.ts';
import { after, draftOf, sha256, shown, text, withdrawal } from '../../engine/consent/support.ts';
import { assertChain, bearer, openBackend } from '../support/backend.ts';
import type { OrProblem, TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { tamper } from '../support/tampering.ts';
import { STRUCTURE } from '../support/territory.ts';

const protocol = { id: 'odynophagie', version: '2' };
const school = { id: 'ecole', label: 'Médecin scolaire' };
type Faulty = {
  readonly code: string;
  readonly faults: readonly { readonly path: string; readonly message: string }[];
};

describeEngines('consents', (engine) => {
  let backend: TestBackend;
  let nurse: Record<string, string>;
  before(async () => {
    backend = await openBackend(engine, { clock: { now: Date.parse(after(5)) } });
    nurse = bearer(await backend.token('delegate'));
  });
  afterAll(() => backend.close());

  /** Somebody nobody else is, with what happens to them. */
  const somebody = () => {
    const id = `patient-${randomUUID()}`;
    let last: ConsentProof | undefined;
    return {
      id,
      seal: async (changes: Partial<ConsentDraft> = {}, base = draftOf) =>
        sealProof(base({ ...changes, id: randomUUID(), patient: { ...draftOf().patient, id } }), last, sha256),
      async send(changes: Partial<ConsentDraft> = {}, base = draftOf) {
        const proof = await this.seal(changes, base);
        const answer = await post(proof);
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        last = proof;
        return { proof, ...answer.body };
      },
    };
  };
  const post = (proof: ConsentProof, changes: object = {}, by = nurse) =>
    backend.call<OrProblem<ConsentRecorded> & Faulty>(
      'POST',
      '/consents',
      { proof, ...(proof.text && { text: shown }), ...changes },
      by,
    );
  const mayRun = (patientId: string, at = Date.parse(after(6))) =>
    write(backend.context, STRUCTURE, (writing) =>
      findConsent(writing, { patientId, code: 'careByProtocol', protocol, at }),
    );
  const open = (patientId: string, code = 'shareOutsideTeam', id = randomUUID()) =>
    backend.call<OrProblem<NewConsentAccess>>(
      'POST',
      '/consent-accesses',
      { id, code, patientId, recipient: school, protocol },
      nurse,
    );
  const look = async ({ id, token }: { readonly id: string; readonly token: string }) =>
    (await backend.call<ConsentAccessState>('GET', `/consent-accesses/${id}`, undefined, bearer(token))).body;
  const countOf = async (type: string, subject: string) =>
    (
      await backend.store.db
        .selectFrom('event')
        .select('sequence')
        .where('type', '=', type)
        .where('subject', '=', subject)
        .orderBy('sequence')
        .execute()
    ).length;

  it('let a run begin once they are given, and not before', async () => {
    const patient = somebody();
    assert.equal((await mayRun(patient.id)).allowed, false);
    await patient.send();
    assert.equal((await mayRun(patient.id)).allowed, true);
    await assertChain(backend.store);
  });

  it('are given back with the text that was shown, and the log says who has read them', async () => {
    const patient = somebody();
    const { proof } = await patient.send();
    const { body } = await backend.call<PatientConsents>('GET', `/patients/${patient.id}/consents`, undefined, nurse);
    assert.deepEqual(body.records, [{ proof, text: shown }]);
    const file = { formatVersion: 'relais-consents/1', records: body.records };
    assert.deepEqual((await verifyConsent(file, sha256)).faults, []);
    assert.deepEqual(recordsOfBundle(consentBundle(body.records)), body.records);
    assert.equal(await countOf('consent.read', patient.id), 1);
  });

  it('that are sent twice, under another key and much later, are kept once', async () => {
    const patient = somebody();
    const { proof, receivedAt } = await patient.send();
    backend.clock.now += 8 * 24 * 3_600_000;
    const again = await post(proof, {}, bearer(await backend.token('delegate')));
    backend.clock.now -= 8 * 24 * 3_600_000;
    assert.deepEqual([again.status, again.body.receivedAt], [201, receivedAt]);
    assert.equal(await countOf('consent.recorded', proof.id), 1);
    await assertChain(backend.store);
  });

  it('under the id of another are refused', async () => {
    const patient = somebody();
    const { proof } = await patient.send();
    const other = await sealProof({ ...draftOf(), id: proof.id }, undefined, sha256);
    const answer = await post(other);
    assert.deepEqual([answer.status, answer.body.code], [409, 'consent-id-taken']);
  });

  const wrong: [what: string, change: (proof: ConsentProof) => object, message: string][] = [
    ['another decision', (proof) => ({ proof: { ...proof, decision: 'refused' } }), 'is wrong: byte'],
    ['another time', (proof) => ({ proof: { ...proof, confirmedAt: after(4) } }), 'is wrong: time'],
    ['another place', (proof) => ({ proof: { ...proof, sequence: 2 } }), 'is wrong: order'],
    ['another text', () => ({ text: `${shown}Et puis non.\n` }), 'is wrong: text'],
    ['no text', () => ({ text: undefined }), 'is wrong: text'],
    ['evidence of nothing', () => ({ evidence: 'QUJD' }), 'is not what the proof says'],
  ];
  for (const [what, change, message] of wrong) {
    it(`with ${what} are refused, and nothing is kept`, async () => {
      const patient = somebody();
      const proof = await patient.seal();
      const answer = await post(proof, change(proof));
      assert.deepEqual([answer.status, answer.body.code], [422, 'consent-proof-refused']);
      assert.ok(
        answer.body.faults.some((fault) => fault.message === message),
        JSON.stringify(answer.body),
      );
      assert.equal((await mayRun(patient.id)).state, 'toCollect');
    });
  }

  it('that follow a proof nobody knows are refused, and a withdrawal that does is kept', async () => {
    const patient = somebody();
    const elsewhere = await patient.seal();
    const yes = await sealProof({ ...draftOf(), id: randomUUID(), patient: elsewhere.patient }, elsewhere, sha256);
    assert.equal((await post(yes)).status, 422);
    const no = await sealProof({ ...withdrawal(), id: randomUUID(), patient: elsewhere.patient }, elsewhere, sha256);
    assert.equal((await post(no)).status, 201);
    assert.equal((await mayRun(patient.id)).state, 'withdrawn');
  });

  it('that lack a member are refused with its name', async () => {
    const { method: _, ...proof } = await somebody().seal();
    const answer = await post(proof as ConsentProof);
    assert.deepEqual([answer.status, answer.body.faults[0]?.path], [400, 'proof.method']);
  });

  it('that are refused stop a run and leave the refusal to be found', async () => {
    const patient = somebody();
    const { proof } = await patient.send({ decision: 'refused', reason: 'Préfère son médecin' });
    const { state, allowed, proof: found } = await mayRun(patient.id);
    assert.deepEqual([state, allowed, found?.id], ['refused', false, proof.id]);
  });

  it('that are withdrawn close what was open at once, and keep the file', async () => {
    const patient = somebody();
    await patient.send();
    assert.equal((await open(patient.id)).body.code, 'consent-missing');
    await patient.send({ code: 'shareOutsideTeam', scope: { recipients: [school] } });
    const access = await open(patient.id);
    assert.equal(access.status, 201);
    assert.equal((await look(access.body)).open, true);
    const { closedAccesses } = await patient.send({}, withdrawal);
    assert.equal(closedAccesses, 1);
    const state = await look(access.body);
    assert.equal(state.open, false);
    assert.ok(state.closedAt);
    assert.equal((await mayRun(patient.id)).state, 'withdrawn');
    const { body } = await backend.call<PatientConsents>('GET', `/patients/${patient.id}/consents`, undefined, nurse);
    assert.equal(body.records.length, 3);
    assert.equal(await countOf('consent-access.read', access.body.id), 2);
    await assertChain(backend.store);
  });

  it('to a share that are withdrawn close the share, and the care goes on', async () => {
    const patient = somebody();
    await patient.send();
    await patient.send({ code: 'shareOutsideTeam', scope: { recipients: [school] } });
    const access = await open(patient.id);
    await patient.send({ code: 'shareOutsideTeam' }, withdrawal);
    assert.equal((await look(access.body)).open, false);
    assert.equal((await mayRun(patient.id)).allowed, true);
  });

  it('do not let the attending doctor be told before the patient was informed, nor after an objection', async () => {
    const patient = somebody();
    assert.equal((await open(patient.id, 'exchangeWithCarers')).status, 409);
    await patient.send({ code: 'exchangeWithCarers', decision: 'informed', firstAskedAt: undefined });
    const access = await open(patient.id, 'exchangeWithCarers');
    assert.equal(access.status, 201);
    const { closedAccesses } = await patient.send({
      code: 'exchangeWithCarers',
      decision: 'objected',
      confirmedAt: after(4),
    });
    assert.equal(closedAccesses, 1);
  });

  it('open an access once under an id, and never again once it was closed', async () => {
    const patient = somebody();
    await patient.send({ code: 'shareOutsideTeam', scope: { recipients: [school] } });
    const id = randomUUID();
    const [first, again] = [
      await open(patient.id, 'shareOutsideTeam', id),
      await open(patient.id, 'shareOutsideTeam', id),
    ];
    assert.deepEqual([first.body.token, first.status], [again.body.token, again.status]);
    assert.equal((await open(somebody().id, 'shareOutsideTeam', id)).body.code, 'consent-id-taken');
    await patient.send({ code: 'shareOutsideTeam' }, withdrawal);
    await patient.send({
      code: 'shareOutsideTeam',
      scope: { recipients: [school] },
      confirmedAt: after(40),
      validFrom: after(3),
    });
    assert.equal((await open(patient.id, 'shareOutsideTeam', id)).body.code, 'consent-missing');
    assert.equal((await open(patient.id)).status, 201);
  });

  it('end with their time, though nobody has closed anything', async () => {
    const patient = somebody();
    await patient.send({ code: 'shareOutsideTeam', scope: { recipients: [school] }, validUntil: after(10) });
    const access = await open(patient.id);
    assert.equal((await look(access.body)).open, true);
    backend.clock.now = Date.parse(after(11));
    assert.equal((await look(access.body)).open, false);
    backend.clock.now = Date.parse(after(5));
  });

  it('are asked again when the risks have changed, and not for a mended word', async () => {
    const patient = somebody();
    await patient.send();
    const put = (texts: readonly ConsentText[]) =>
      importDocument(backend.context, { formatVersion: 'relais-consent-texts/1', texts }, 'test', STRUCTURE);
    await put([text, { ...text, version: '1.1' }]);
    assert.equal((await mayRun(patient.id)).state, 'given');
    await put([text, { ...text, version: '1.1' }, { ...text, version: '2', materialChange: true }]);
    assert.equal((await mayRun(patient.id)).state, 'newVersion');
    await put([text]);
  });

  it('are listed for the data protection officer, with nothing of care in them', async () => {
    const dpo = bearer(await backend.token('dpo'));
    const patient = somebody();
    const { proof } = await patient.send({ decision: 'refused', reason: 'Douleur thoracique' });
    const { body } = await backend.call<{ consents: Record<string, unknown>[] }>('GET', '/consents', undefined, dpo);
    const line = body.consents.find(({ id }) => id === proof.id);
    assert.deepEqual(
      [line?.['decision'], line?.['patientId'], line?.['hash']],
      ['refused', patient.id, proof.seal.hash],
    );
    assert.doesNotMatch(JSON.stringify(body), /Douleur|odynophagie/);
    const accesses = await backend.call<{ accesses: object[] }>('GET', '/consent-accesses', undefined, dpo);
    assert.ok(accesses.body.accesses.length > 0);
    assert.equal((await backend.call('GET', '/consents?after=hier', undefined, dpo)).status, 400);
  });

  it('are counted for the coordinator once a quarter is over, but for those of fewer than five people', async () => {
    const other = await openBackend(engine, { clock: { now: Date.parse(after(5)) } });
    try {
      const decide = async (count: number, changes: Partial<ConsentDraft>) => {
        for (let one = 0; one < count; one++) {
          const proof = await somebody().seal({ code: 'reuseForSteering', ...changes });
          const body = { proof, ...(proof.text && { text: shown }) };
          const by = bearer(await other.token('delegate'));
          assert.equal((await other.call('POST', '/consents', body, by)).status, 201);
        }
      };
      const ratesIn = async (quarter: string) => {
        const path = `/consent-rates?quarter=${quarter}`;
        const coordinator = bearer(await other.token('coordinator'));
        const { status, body } = await other.call<OrProblem<ConsentRates>>('GET', path, undefined, coordinator);
        return status === 200 ? body.rates : status;
      };
      const informed = { decision: 'informed', firstAskedAt: undefined } as const;
      await decide(5, informed);
      await decide(5, { decision: 'objected' });
      assert.equal(await ratesIn('2026-Q4'), 400, 'it still grows');
      other.clock.now = Date.parse('2027-01-01T00:00:00Z');
      const first = [{ code: 'reuseForSteering', asked: 10, agreed: 0.5, refused: 0.5, withdrawn: 0 }];
      assert.deepEqual(await ratesIn('2026-Q4'), first);
      await decide(9, informed);
      await decide(1, { decision: 'objected' });
      assert.deepEqual(await ratesIn('2026-Q4'), first, 'what comes later is of a later quarter');
      other.clock.now = Date.parse('2027-04-01T00:00:00Z');
      assert.deepEqual(
        await ratesIn('2027-Q1'),
        [{ code: 'reuseForSteering', asked: 10, withdrawn: 0 }],
        'one objected',
      );
      await decide(4, informed);
      other.clock.now = Date.parse('2027-07-01T00:00:00Z');
      assert.deepEqual(await ratesIn('2027-Q2'), [{ code: 'reuseForSteering' }]);
      for (const none of ['2027', '2027-Q5', '2027-Q3', '9999-Q4', '-001-Q1', 'toString'])
        assert.equal(await ratesIn(none), 400, none);
      assert.deepEqual(await ratesIn('0000-Q1'), []);
    } finally {
      await other.close();
    }
  });

  it('can be held against a printed code by anybody, who learns nothing else', async () => {
    const { proof } = await somebody().send();
    const check = async (id: string, hash: string) =>
      (await backend.call('GET', `/consent-checks/${id}?hash=${hash}`)).body;
    assert.deepEqual(await check(proof.id, proof.seal.hash), { known: true });
    assert.deepEqual(await check(proof.id, '0'.repeat(64)), { known: false });
    assert.deepEqual(await check(randomUUID(), proof.seal.hash), { known: false });
  });

  it('say nothing in the log that somebody could be known by, or that was said in words', async () => {
    const patient = somebody();
    const { proof } = await patient.send({
      decision: 'refused',
      reason: 'Raison intime',
      givenBy: [{ capacity: 'parent', name: 'Claire Morel' }],
    });
    const [row] = await backend.store.db
      .selectFrom('event')
      .selectAll()
      .where('subject', '=', proof.id)
      .orderBy('sequence')
      .execute();
    assert.equal((JSON.parse(row!.data) as { hash: string }).hash, proof.seal.hash);
    assert.doesNotMatch(JSON.stringify(row), /intime|Claire|Belkacem/);
    assert.ok(!JSON.stringify(row).includes(patient.id));
  });

  const tampering: [
    what: string,
    table: 'consent_proof' | 'consent_text' | 'consent_access',
    set: Record<string, unknown>,
  ][] = [
    ['a decision', 'consent_proof', { decision: 'given' }],
    ['a digest', 'consent_proof', { hash: '0'.repeat(64) }],
    ['an access that was closed', 'consent_access', { closed_at: null }],
    ['a text', 'consent_text', { body: 'autre chose' }],
    ['whose a proof is', 'consent_proof', { patient_id: 'patient-other' }],
    ['which text a proof shows', 'consent_proof', { text_sha256: null }],
    ['what was drawn', 'consent_proof', { evidence: 'QUJD' }],
  ];
  for (const [what, table, set] of tampering) {
    it(`show in the log’s check when somebody has changed ${what}`, async () => {
      const { ok, differences } = await tamper(
        backend.store,
        (db) => db.updateTable(table).set(set).execute(),
        (db) => verifyLog(db),
      );
      assert.equal(ok, false);
      assert.ok(differences.some((difference) => difference.table === table));
    });
  }

  it('show in the log’s check when a proof was written anew or taken away', async () => {
    const { proof } = await somebody().send({ decision: 'refused' });
    const forged = JSON.stringify({ ...proof, decision: 'given' });
    const changed = await tamper(
      backend.store,
      (db) => db.updateTable('consent_proof').set({ proof: forged }).where('id', '=', proof.id).execute(),
      (db) => verifyLog(db),
    );
    assert.ok(changed.differences.some(({ id }) => id === proof.id));
    const gone = await tamper(
      backend.store,
      (db) => db.deleteFrom('consent_proof').where('id', '=', proof.id).execute(),
      (db) => verifyLog(db),
    );
    assert.ok(gone.differences.some(({ id, stored }) => id === proof.id && stored === null));
  });

  it('show in the log’s check when a text that was shown was taken away', async () => {
    await somebody().send();
    const { differences } = await tamper(
      backend.store,
      (db) => db.deleteFrom('consent_text').execute(),
      (db) => verifyLog(db),
    );
    assert.ok(differences.some(({ table, stored }) => table === 'consent_text' && stored === null));
  });

  it('that race with a withdrawal leave no access open', async () => {
    const patient = somebody();
    await patient.send({ code: 'shareOutsideTeam', scope: { recipients: [school] } });
    const no = await patient.seal({ code: 'shareOutsideTeam' }, withdrawal);
    const answers = await Promise.all([open(patient.id), open(patient.id), post(no), open(patient.id)]);
    const opened = answers.flatMap(({ body }) => ('token' in body ? [body as unknown as NewConsentAccess] : []));
    for (const access of opened) assert.equal((await look(access)).open, false);
    await assertChain(backend.store);
  });
});
