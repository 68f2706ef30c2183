import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after as afterAll, before, it } from 'node:test';
import { consentBundle, recordsOfBundle, sealProof, verifyConsent } from '@relais/engine/consent';
import type { ConsentProof } from '@relais/model';
import { after, draftOf, sha256, shown, withdrawal } from '../../engine/consent/support.ts';
import { bearer, openBackend } from '../support/backend.ts';
import type { TestBackend } from '../support/backend.ts';
import { describeEngines } from '../support/engines.ts';
import { STRUCTURE } from '../support/territory.ts';

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [member: string]: unknown;
}
interface Found extends Resource {
  readonly total: number;
  readonly entry: readonly { readonly resource: Resource; readonly search: { readonly mode: string } }[];
}

describeEngines('consents in FHIR', (engine) => {
  let backend: TestBackend;
  let nurse: Record<string, string>;
  let proof: ConsentProof;
  const patientId = `patient-${randomUUID()}`;
  const mother = { capacity: 'parent', name: 'Claire Morel', verification: 'identityDocument' } as const;

  before(async () => {
    backend = await openBackend(engine, { clock: { now: Date.parse(after(5)) } });
    nurse = bearer(await backend.token('delegate'));
    const daughter = { ...draftOf().patient, id: patientId, ageYears: 9 };
    const draft = draftOf({ id: randomUUID(), patient: daughter, givenBy: [mother], assent: 'agrees' });
    proof = await sealProof(draft, undefined, sha256);
    assert.equal((await backend.call('POST', '/consents', { proof, text: shown }, nurse)).status, 201);
  });
  afterAll(() => backend.close());

  const ask = async (path: string, headers = nurse, method = 'GET') => {
    const url = `https://relais.test/fhir/structures/${STRUCTURE}${path}`;
    const response = await backend.app.fetch(new Request(url, { method, headers }));
    const body = (await response.json()) as Found & { readonly issue?: readonly { readonly code: string }[] };
    return { status: response.status, type: response.headers.get('content-type'), body };
  };

  it('are found by their patient, each with its text, who gave it and who collected it', async () => {
    const { status, type, body } = await ask(`/Consent?patient=Patient/${patientId}`);
    assert.deepEqual([status, type, body.total], [200, 'application/fhir+json', 1]);
    assert.deepEqual(
      body.entry.map(({ resource, search }) => [resource.resourceType, search.mode]),
      [
        ['Consent', 'match'],
        ['DocumentReference', 'include'],
        ['RelatedPerson', 'include'],
        ['Provenance', 'include'],
      ],
    );
    const { ok } = await verifyConsent({ formatVersion: 'relais-consents/1', records: recordsOfBundle(body) }, sha256);
    assert.equal(ok, true, 'what comes out proves as much as what went in');
  });

  it('are read one by one', async () => {
    const { body } = await ask(`/Consent?patient=${patientId}`);
    for (const { resource } of body.entry) {
      const one = await ask(`/${resource.resourceType}/${resource.id}`);
      assert.deepEqual([one.status, one.body], [200, resource]);
    }
  });

  it('are none of a patient who decided nothing', async () => {
    const { status, body } = await ask('/Consent?patient=nobody-at-all');
    assert.deepEqual([status, body.total, body.entry], [200, 0, []]);
  });

  it('refuse as FHIR does, and tell nothing', async () => {
    const refusals: [path: string, status: number, issue: string, headers?: Record<string, string>, method?: string][] =
      [
        ['/Consent', 400, 'invalid'],
        [`/Consent?patient=a&patient=b`, 400, 'invalid'],
        [`/Consent?patient=${patientId}`, 401, 'login', {}],
        [`/Consent?patient=${patientId}`, 403, 'forbidden', bearer(await backend.token('coordinator'))],
        [`/Consent/consent-${proof.id}`, 403, 'forbidden', bearer(await backend.token('dpo'))],
        [`/Consent/consent-${randomUUID()}`, 404, 'not-found'],
        [`/Provenance/consent-${proof.id}`, 404, 'not-found'],
        [`/Patient/consent-${proof.id}`, 404, 'not-found'],
        [`/Consent/${proof.id}`, 404, 'not-found'],
        ['/Consent', 404, 'not-found', nurse, 'DELETE'],
      ];
    for (const [path, status, issue, headers, method] of refusals) {
      const answer = await ask(path, headers ?? nurse, method);
      assert.deepEqual([answer.status, answer.body.issue?.[0]?.code], [status, issue], path);
      assert.deepEqual([answer.type, answer.body.resourceType], ['application/fhir+json', 'OperationOutcome'], path);
      assert.doesNotMatch(JSON.stringify(answer.body), /Morel|patient-/, path);
    }
  });

  const take = async (bundle: unknown, headers = nurse) => {
    const response = await backend.app.fetch(
      new Request(`https://relais.test/fhir/structures/${STRUCTURE}/Bundle`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/fhir+json' },
        body: JSON.stringify(bundle),
      }),
    );
    const body = (await response.json()) as {
      readonly issue?: readonly { readonly code: string }[];
      readonly entry?: readonly {
        readonly response: {
          readonly status: string;
          readonly location?: string;
          readonly outcome?: { readonly issue: readonly { readonly diagnostics: string }[] };
        };
      }[];
    };
    const said = (body.entry ?? []).map(({ response: one }) => one.outcome?.issue[0]?.diagnostics ?? '');
    return { status: response.status, statuses: (body.entry ?? []).map((one) => one.response.status), said, body };
  };

  /** What another backend gives out of a mother's consent for her daughter, and of its withdrawal. */
  const givenOut = async () => {
    const patient = { ...draftOf().patient, id: `patient-${randomUUID()}`, ageYears: 9 };
    const given = draftOf({ id: randomUUID(), patient, givenBy: [mother], assent: 'agrees' });
    const yes = await sealProof(given, undefined, sha256);
    const no = await sealProof(withdrawal({ id: randomUUID(), patient, givenBy: [mother] }), yes, sha256);
    return { patient, bundle: consentBundle([{ proof: yes, text: shown }, { proof: no }]) };
  };

  it('are taken in as they were given out, and once', async () => {
    const { patient, bundle } = await givenOut();
    const { status, statuses, body } = await take({ ...bundle, entry: [...bundle.entry].reverse() });
    assert.deepEqual([status, statuses], [200, ['201', '201']], JSON.stringify(body));
    assert.match(body.entry?.[0]?.response.location ?? '', /^Consent\/consent-/);
    assert.deepEqual((await take(bundle)).statuses, ['201', '201']);
    const { body: found } = await ask(`/Consent?patient=${patient.id}`);
    assert.deepEqual(recordsOfBundle(found), recordsOfBundle(bundle));
  });

  it('are refused with the reason where a resource says something else than its proof', async () => {
    const changed: [type: string, change: object, said: RegExp][] = [
      ['Consent', { dateTime: '2020-01-01T00:00:00Z' }, /Consent\.dateTime is not what the proof says/],
      ['RelatedPerson', { name: [{ text: 'Somebody Else' }] }, /RelatedPerson\.name is not what the proof says/],
      ['Provenance', { recorded: '2020-01-01T00:00:00Z' }, /Provenance\.recorded is not/],
      [
        'DocumentReference',
        { content: [{ attachment: { data: btoa('Another text.\n') } }] },
        /DocumentReference\.content/,
      ],
      ['Provenance', { id: 'another' }, /Provenance provenance-.* is missing/],
      ['Consent', { extension: [] }, /holds no proof/],
    ];
    for (const [type, change, words] of changed) {
      const { bundle } = await givenOut();
      const entry = bundle.entry.map(({ resource }) => ({
        resource: resource.resourceType === type ? { ...resource, ...change } : resource,
      }));
      const { status, statuses, said } = await take({ ...bundle, entry });
      assert.equal(status, 200);
      assert.ok(statuses.includes('422'), type);
      assert.match(said.join(' '), words);
      assert.doesNotMatch(said.join(' '), /Morel|Somebody|patient-/);
    }
  });

  it('are refused from others, whose Consents prove too little, and from who has no part in the care', async () => {
    const foreign = { resourceType: 'Consent', id: 'x', status: 'active', patient: { reference: 'Patient/1' } };
    const { statuses, said } = await take({ resourceType: 'Bundle', entry: [{ resource: foreign }] });
    assert.deepEqual(statuses, ['422']);
    assert.match(said[0] ?? '', /no digest of the text that was shown/);
    const { bundle } = await givenOut();
    assert.equal((await take(bundle, bearer(await backend.token('coordinator')))).status, 403);
    for (const none of [{ resourceType: 'Bundle', entry: [{ resource: {} }] }, { resourceType: 'Patient' }, []]) {
      const { status, body } = await take(none);
      assert.deepEqual([status, body.issue?.[0]?.code], [400, 'invalid']);
    }
  });

  it('leave in the log who has read them', async () => {
    const read = () =>
      backend.store.db
        .selectFrom('event')
        .select('type')
        .where('subject', '=', patientId)
        .orderBy('sequence')
        .execute();
    const before = (await read()).length;
    await ask(`/Consent?patient=${patientId}`);
    await ask(`/Consent/consent-${proof.id}`);
    assert.equal((await read()).length, before + 2);
  });
});
