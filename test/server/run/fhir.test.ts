import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { bearer } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { referencesIn } from '../support/fhir-reader.ts';
import { readProtocolFile } from '../support/protocols.ts';
import { openRunStage } from '../support/run-stage.ts';
import type { Member, RunStage } from '../support/run-stage.ts';
import { createTerritory, STRUCTURE } from '../support/territory.ts';

interface Resource {
  readonly [member: string]: unknown;
  readonly resourceType: string;
  readonly id: string;
}
interface Bundle {
  readonly total: number;
  readonly entry?: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

/** Rule 9: the rapid test says nothing, a délégant is called. */
const UNCLEAR = { 'od.trod': 'non-concluant' };
const TYPES = ['CarePlan', 'QuestionnaireResponse', 'DetectedIssue', 'Procedure', 'Task', 'Composition'];

describeEngines('a run in FHIR', (engine) => {
  let stage: RunStage;
  before(async () => {
    stage = await openRunStage(engine);
  });
  after(() => stage.close());

  const ask = async (path: string, by?: Member) => {
    const headers = by ? bearer(await stage.tokenOf(by.rpps)) : {};
    const response = await stage.app.fetch(
      new Request(`http://relais.test/fhir/structures/${STRUCTURE}${path}`, { headers }),
    );
    const type = response.headers.get('content-type');
    return { status: response.status, type, body: (await response.json()) as Bundle & Resource };
  };
  const search = async (type: string, patient: string, by = stage.ida) =>
    (await ask(`/${type}?patient=${patient}`, by)).body.entry?.map(({ resource }) => resource) ?? [];

  it('is a plan with its answers, its act and what holds them together', async () => {
    const { id, patient } = await stage.begin();
    const saved = await stage.save(id);
    await stage.end(id, saved.body.revision, {});
    const found = await Promise.all(TYPES.map((type) => search(type, `Patient/${patient.id}`)));
    assert.deepEqual(
      found.map((resources) => resources.length),
      [1, 1, 0, 1, 0, 1],
    );
    const [plan, response, procedure, composition] = [0, 1, 3, 5].map((index) => found[index]![0]!);
    assert.deepEqual(
      [plan?.['status'], plan?.['instantiatesCanonical'], response?.['status'], procedure?.['status']],
      ['completed', ['urn:relais:protocol:odynophagie|0.1'], 'completed', 'completed'],
    );
    assert.match(JSON.stringify(composition), /Température mesurée\u00a0: 37,9\u00a0°C/);
    assert.deepEqual((await stage.eventsOf(id)).filter((type) => type === 'run.read').length, TYPES.length);
  });

  it('tells alerts, who answered them, and what is left to the délégant', async () => {
    const { id, patient } = await stage.begin();
    const saved = await stage.save(id, UNCLEAR);
    await stage.acknowledge(id, '9');
    await stage.answer(id, '9', 'takeOver', stage.ida, stage.first.id);
    await stage.end(id, saved.body.revision, { outcome: 'takeover' });
    const issue = (await search('DetectedIssue', patient.id))[0]!;
    assert.equal(issue['status'], 'final');
    assert.match(JSON.stringify(issue['mitigation']), /takeOver.*10000000001/);
    const task = (await search('Task', patient.id))[0]!;
    assert.match(JSON.stringify(task['owner']), /"https:\/\/rpps\.esante\.gouv\.fr","value":"10000000001"/);
    assert.deepEqual((await ask(`/DetectedIssue/${issue.id}`, stage.ida)).body, issue);
  });

  it('is found with references that are read where they lead', async () => {
    const { id, patient } = await stage.begin();
    const saved = await stage.save(id, UNCLEAR);
    await stage.acknowledge(id, '9');
    await stage.answer(id, '9', 'takeOver', stage.ida, stage.first.id);
    await stage.end(id, saved.body.revision, { outcome: 'takeover' });
    const entries = (await Promise.all(TYPES.map((type) => ask(`/${type}?patient=${patient.id}`, stage.ida)))).flatMap(
      ({ body }) => body.entry ?? [],
    );
    // By R4, a relative reference is below the address that stands before type and id in the fullUrl.
    const addresses = entries.flatMap(({ fullUrl, resource }) => {
      const own = `/${resource.resourceType}/${resource.id}`;
      assert.ok(fullUrl.endsWith(own), fullUrl);
      const base = fullUrl.slice(0, -own.length);
      return [fullUrl, ...referencesIn(resource).map((reference) => `${base}/${reference}`)];
    });
    const root = `http://relais.test/fhir/structures/${STRUCTURE}`;
    assert.deepEqual(
      [...new Set(addresses)].toSorted().map((one) => one.replace(root, '').split('/')[1]),
      [...['CarePlan', 'Composition', 'DetectedIssue', 'QuestionnaireResponse', 'Task']],
    );
    for (const address of new Set(addresses)) {
      assert.ok(address.startsWith(root), address);
      assert.equal((await ask(address.slice(root.length), stage.ida)).status, 200, address);
    }
  });

  it('stands under the public address where the backend has one, whatever the proxy asks by', async () => {
    const publicUrl = 'https://rendez-vous.exemple.fr';
    const open = await openRunStage(engine, { surroundings: { publicUrl } });
    try {
      const { patient } = await open.begin();
      const path = `/fhir/structures/${STRUCTURE}/CarePlan`;
      const headers = bearer(await open.tokenOf(open.ida.rpps));
      const response = await open.app.fetch(
        new Request(`http://10.0.0.7:8080${path}?patient=${patient.id}`, { headers }),
      );
      const { entry } = (await response.json()) as Bundle;
      assert.equal(entry?.[0]?.fullUrl, `${publicUrl}${path}/${entry?.[0]?.resource.id}`);
    } finally {
      await open.close();
    }
  });

  it('is read by those who have a part in it, and by nobody else', async () => {
    const { id, patient } = await stage.begin();
    const plan = (await search('CarePlan', patient.id))[0]!;
    assert.equal((await ask(`/CarePlan/${plan.id}`, stage.second)).status, 200, 'a délégant of the protocol');
    assert.deepEqual(await search('CarePlan', patient.id, stage.zoe), []);
    const refused = await ask(`/CarePlan/${plan.id}`, stage.zoe);
    assert.deepEqual([refused.status, refused.body.resourceType], [403, 'OperationOutcome']);
    assert.deepEqual(await search('Composition', patient.id), [], 'nothing is told of a run before its end');
    assert.ok((await stage.eventsOf(id)).includes('run.read'));
  });

  it('refuses as FHIR does', async () => {
    for (const [path, status, code, by] of [
      ['/CarePlan', 400, 'invalid', stage.ida],
      ['/CarePlan?patient=x', 401, 'login', undefined],
      ['/CarePlan/nothing-of-this-name', 404, 'not-found', stage.ida],
      ['/Patient/1', 404, 'not-found', stage.ida],
    ] as const) {
      const { status: got, type, body } = await ask(path, by);
      assert.deepEqual(
        [got, type, (body['issue'] as { code: string }[])[0]?.code],
        [status, 'application/fhir+json', code],
      );
    }
  });

  it('stands in the capability statement, with what is served and nothing else', async () => {
    const { status, body } = await ask('/metadata');
    assert.equal(status, 200);
    const [rest] = body['rest'] as {
      resource: { type: string; interaction?: { code: string }[]; operation?: { name: string }[] }[];
    }[];
    const said = rest!.resource.map(
      ({ type, interaction = [], operation = [] }) =>
        `${type}: ${[...interaction.map(({ code }) => code), ...operation.map(({ name }) => `$${name}`)].join()}`,
    );
    assert.deepEqual(
      said.toSorted(),
      [
        ...TYPES.map((type) => `${type}: search-type,read`),
        'Consent: search-type,read',
        'Patient: $everything',
        ...['DocumentReference: read', 'Provenance: read', 'RelatedPerson: read'],
      ].sort(),
    );
  });

  it('tells hours by the clocks of the structure', async () => {
    const { id, patient } = await stage.begin();
    const { body } = await stage.save(id);
    await stage.end(id, body.revision, {});
    const martinique = createTerritory({ timezone: 'America/Martinique' });
    for (const document of [readProtocolFile('entorse-cheville'), martinique]) {
      await importDocument(stage.backend.context, document, 'test', STRUCTURE);
    }
    const answer = { linkId: 'ec.when', answer: [{ valueDateTime: '2026-11-30T13:00:00Z' }] };
    const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [answer] };
    await stage.backend.store.db
      .updateTable('run')
      .set({ protocol_id: 'entorse-cheville', response: JSON.stringify(response) })
      .where('id', '=', id)
      .execute();
    const [composition] = await search('Composition', patient.id);
    assert.match(JSON.stringify(composition), /traumatisme\u00a0: [^"<]*\b0?9(:| h)/);
  });
});
