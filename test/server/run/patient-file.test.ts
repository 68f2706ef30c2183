import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { recordsOfBundle, verifyConsent } from '@relais/engine/consent';
import { patientFile } from '@relais/engine/run/fhir';
import { sha256 } from '../../engine/consent/support.ts';
import { bearer } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { readFile, unresolvedIn } from '../support/fhir-reader.ts';
import { claimsOf, faultsOfClaims } from '../support/french-core/check.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { Member, RunStage } from '../support/run-stage.ts';
import { STRUCTURE } from '../support/territory.ts';

/** Rule 9: the rapid test says nothing, a délégant is called. */
const UNCLEAR = { 'od.trod': 'non-concluant' };

const PROFILE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient|2.2.0';

describeEngines('the file of a patient', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(() => stage.close());

  const ask = async (path: string, by?: Member) => {
    const headers = by ? bearer(await stage.tokenOf(by.rpps)) : {};
    const response = await stage.app.fetch(new Request(`http://relais.test${path}`, { headers }));
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      cache: response.headers.get('cache-control'),
      body: (await response.json()) as { readonly timestamp: string; readonly resourceType: string },
    };
  };
  const everything = (patient: string, by?: Member) =>
    ask(`/fhir/structures/${STRUCTURE}/Patient/${patient}/$everything`, by);
  /** A run with Odette Morel that was taken over. */
  const takenOver = async () => {
    const patient = stage.createPatient();
    await patient.consents({}, stage.ida.rpps);
    const odette = { identityStatus: 'provisional', familyName: 'Morel', givenName: 'Odette', ageYears: 13 } as const;
    const { body } = await stage.start(
      stage.ida,
      stage.startOf(patient.id, { patient: { id: patient.id, ...odette } }),
    );
    const { id } = body;
    const saved = await stage.save(id, UNCLEAR);
    await stage.acknowledge(id, '9');
    await stage.answer(id, '9', 'takeOver', stage.ida, stage.first.id);
    await stage.end(id, saved.body.revision, { outcome: 'takeover' });
    return { id, patient };
  };

  it('is a Bundle that another program reads, with nothing in it that leads nowhere', async () => {
    const { patient } = await takenOver();
    const { status, type, cache, body } = await everything(patient.id, stage.ida);
    assert.deepEqual([status, type, cache], [200, 'application/fhir+json', 'no-store']);
    const { resources, faults } = readFile(body);
    assert.deepEqual(faults, [], 'every resource has what FHIR R4 requires of it');
    assert.deepEqual(unresolvedIn(body), []);
    assert.deepEqual([...new Set(resources.map(({ resourceType }) => resourceType))].toSorted(), [
      ...['CarePlan', 'Composition', 'Consent', 'DetectedIssue', 'DocumentReference', 'OperationOutcome', 'Patient'],
      ...['Provenance', 'QuestionnaireResponse', 'Task'],
    ]);
  });

  it('names the patient as the latest run does, and everything in it is of that patient', async () => {
    const { patient } = await takenOver();
    const { resources } = readFile((await everything(patient.id, stage.ida)).body);
    const [her] = resources.filter(({ resourceType }) => resourceType === 'Patient');
    const { id } = patient;
    assert.deepEqual(her!['identifier'], [{ value: id }]);
    assert.deepEqual(her!['name'], [{ family: 'Morel', given: ['Odette'] }]);
    for (const { resourceType, subject, patient: whose = subject, for: forWhom = whose } of resources) {
      if (forWhom === undefined) continue;
      const { reference, identifier } = forWhom as { reference?: string; identifier: { value: string } };
      assert.equal(identifier.value, id, resourceType);
      // A consent says to the letter what its proof does.
      if (!['Consent', 'DocumentReference'].includes(resourceType))
        assert.equal(reference, `urn:relais:patient:${id}`, resourceType);
    }
  });

  /** The Patient of the file of somebody whom a run knows like this. */
  const knownAs = async (known: object) => {
    const { id, consents } = stage.createPatient();
    await consents({}, stage.ida.rpps);
    const patient = { id, identityStatus: 'provisional', ageYears: 13, ...known } as const;
    const { status } = await stage.start(stage.ida, stage.startOf(id, { patient }));
    assert.equal(status, 201);
    const { resources } = readFile((await everything(id, stage.ida)).body);
    return { her: resources.find(({ resourceType }) => resourceType === 'Patient')!, resources };
  };
  const ODETTE = { familyName: 'Morel', givenName: 'Odette', birthDate: '2013-03-21', sex: 'female' };

  it('claims the French profile of a patient, and meets it, whatever the standing of her identity', async () => {
    for (const [identityStatus, code] of [
      ['provisional', 'PROV'],
      ['recovered', 'RECUP'],
      ['validated', 'VALI'],
      ['qualified', 'QUAL'],
    ]) {
      const { her, resources } = await knownAs({ ...ODETTE, identityStatus, commune: 'Lyon' });
      assert.deepEqual(claimsOf(her), [PROFILE]);
      assert.deepEqual(resources.flatMap(faultsOfClaims), []);
      assert.match(JSON.stringify(her['extension']), new RegExp(`"code":"${code}"`));
      assert.deepEqual(
        resources.filter((one) => one !== her).flatMap(claimsOf),
        [],
        'what does not meet one claims none',
      );
    }
  });

  it('claims no profile of a patient of whom too little is known for it, or what it has no word for', async () => {
    for (const known of [
      { ...ODETTE, birthDate: undefined },
      { ...ODETTE, familyName: undefined, givenName: undefined },
      { ...ODETTE, sex: 'other' },
    ]) {
      const { her } = await knownAs(known);
      assert.deepEqual(claimsOf(her), [], JSON.stringify(known));
      assert.equal(faultsOfClaims({ ...her, meta: { profile: [PROFILE] } }).length, 1, 'it would not meet it');
    }
  });

  it('is held to the rules of the profile: each is missed where it is broken', async () => {
    const { her } = await knownAs(ODETTE);
    const coded = (code: string) => ({ identifier: [{ type: { coding: [{ code }] } }] });
    const [reliability] = her['extension'] as { url: string }[];
    const status = { url: 'identityStatus', valueCoding: { system: 'urn:x', code: 'DOUB' } };
    for (const [spoiled, fault] of [
      [{ name: [{ use: 'official', family: 'Morel' }] }, /name has no given/],
      [{ name: [{ prefix: ['M', 'MME'], family: 'Morel' }] }, /name\.prefix stands 2 times/],
      [{ name: [{ use: 'birth', family: 'Morel' }] }, /name\.use is birth/],
      [{ name: [{ use: 'usual' }] }, /name has none of family, given, text/],
      [coded('PI'), /identifier has no use/],
      [coded('INS-NIR'), /identifier stands 1 times/],
      [{ extension: [{ ...reliability, extension: [status, status] }] }, /stands 2 times.*is urn:x.*is DOUB/s],
      [{ meta: { profile: ['https://hl7.fr/none'] } }, /is not known/],
    ] as const) {
      assert.match(faultsOfClaims({ ...her, ...spoiled }).join('\n'), fault);
    }
  });

  it('holds consents that still prove what they proved', async () => {
    const { patient } = await takenOver();
    const { body } = await everything(patient.id, stage.ida);
    const records = recordsOfBundle(body);
    assert.ok(records, 'what comes out is taken in again');
    const { ok } = await verifyConsent({ formatVersion: 'relais-consents/1', records }, sha256);
    assert.equal(ok, true);
  });

  it('is the same by the API, to the letter', async () => {
    const { patient } = await takenOver();
    const [inFhir, inApi] = [
      await everything(patient.id, stage.ida),
      await ask(`/api/v1/structures/${STRUCTURE}/patients/${patient.id}/file`, stage.ida),
    ];
    assert.equal(inApi.type, 'application/fhir+json');
    assert.deepEqual({ ...inApi.body, timestamp: '' }, { ...inFhir.body, timestamp: '' });
  });

  it('holds no run of those who have no part in it, and says what is not in it', async () => {
    const { id, patient } = await takenOver();
    const { body } = await everything(patient.id, stage.zoe);
    const { resources } = readFile(body);
    assert.deepEqual(
      resources.filter(({ resourceType }) => resourceType === 'CarePlan'),
      [],
    );
    assert.equal(JSON.stringify(body).includes('Odette'), false, 'nor a name that only runs know');
    assert.match(JSON.stringify(resources.at(-1)), /N’y sont pas\xa0: les passages des autres, les photographies/);
    const delegator = readFile((await everything(patient.id, stage.second)).body).resources;
    assert.equal(delegator.filter(({ resourceType }) => resourceType === 'CarePlan').length, 1);
    assert.equal((await stage.eventsOf(id)).filter((type) => type === 'run.read').length, 1, 'Zoe has read no run');
    assert.ok((await stage.eventsOf(patient.id)).includes('consent.read'));
  });

  it('is no training, and refused to whom has not signed in or asks for nobody', async () => {
    const { id, patient } = await takenOver();
    await stage.backend.store.db.updateTable('run').set({ training: 1 }).where('id', '=', id).execute();
    const { resources } = readFile((await everything(patient.id, stage.ida)).body);
    assert.equal(
      resources.some(({ resourceType }) => resourceType === 'CarePlan'),
      false,
    );
    for (const [who, status, by] of [
      [patient.id, 401, undefined],
      ['nobody-of-this-name', 404, stage.ida],
    ] as const) {
      const refused = await everything(who, by);
      assert.deepEqual([refused.status, refused.body.resourceType], [status, 'OperationOutcome']);
    }
  });

  it('says so when older runs are left out', () => {
    const made = (isCut: boolean) =>
      JSON.stringify(patientFile({ id: 'p', runs: [], consents: [], isCut }, '2026-11-09T09:00:00Z'));
    assert.match(made(true), /Seuls les passages les plus récents/);
    assert.doesNotMatch(made(false), /Seuls les passages/);
  });
});
