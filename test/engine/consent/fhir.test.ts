import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consentBundle, judgeProof, recordsOfBundle, verifyConsent } from '@relais/engine/consent';
import type { ConsentDraft } from '@relais/model';
import { proofCases } from './cases.ts';
import { chainOf, draftOf, recordsOf, sha256, withdrawal } from './support.ts';

const mother = { capacity: 'parent', name: 'Claire Morel', verification: 'identityDocument' } as const;
const daughter = { ...draftOf().patient, ageYears: 9 };

/** Every value in a tree of JSON. */
function valuesIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(valuesIn)] : [value];
}

async function bundleFor(...drafts: ConsentDraft[]) {
  return JSON.parse(JSON.stringify(consentBundle(recordsOf(await chainOf(...drafts))))) as ReturnType<
    typeof consentBundle
  >;
}

describe('Proofs in FHIR', () => {
  for (const { title, changes } of proofCases.filter(({ changes: some }) => judgeProof(draftOf(some)).length === 0)) {
    it(`come back as they were: ${title}`, async () => {
      const records = recordsOf(await chainOf(draftOf(changes), withdrawal()));
      const read = recordsOfBundle(JSON.parse(JSON.stringify(consentBundle(records))));
      assert.deepEqual(read, records);
      assert.equal((await verifyConsent({ formatVersion: 'relais-consents/1', records: read }, sha256)).ok, true);
    });
  }

  it('name each resource that another one refers to', async () => {
    const { entry } = await bundleFor(draftOf({ patient: daughter, givenBy: [mother], assent: 'agrees' }));
    const types = entry.map(({ resource }) => resource.resourceType);
    assert.deepEqual(types, ['Consent', 'DocumentReference', 'RelatedPerson', 'Provenance']);
    const urls = new Set(entry.map(({ fullUrl }) => fullUrl));
    const references = valuesIn(entry).flatMap((value) =>
      typeof value === 'object' && value !== null && 'reference' in value && typeof value.reference === 'string'
        ? [value.reference]
        : [],
    );
    assert.ok(references.length >= 3);
    assert.deepEqual(
      references.filter((one) => !urls.has(one)),
      [],
    );
  });

  it('say that a consent which was withdrawn is not active', async () => {
    const { entry } = await bundleFor(draftOf(), withdrawal());
    const consents = entry.filter(({ resource }) => resource.resourceType === 'Consent');
    assert.deepEqual(
      consents.map(({ resource }) => resource['status']),
      ['inactive', 'inactive'],
    );
  });

  it('tell a consent from an information', async () => {
    const { entry } = await bundleFor(draftOf(), draftOf({ code: 'exchangeWithCarers', decision: 'informed' }));
    const codes = entry
      .filter(({ resource }) => resource.resourceType === 'Consent')
      .map(({ resource }) => (resource['category'] as { coding: { code: string }[] }[])[0]?.coding[0]?.code);
    assert.deepEqual(codes, ['59284-0', '57016-8']);
  });

  it('hold no empty list and no empty element, which FHIR refuses', async () => {
    const empty = valuesIn(await bundleFor(draftOf())).filter(
      (value) => value === null || (typeof value === 'object' && Object.keys(value).length === 0),
    );
    assert.deepEqual(empty, []);
  });

  for (const strange of [
    undefined,
    null,
    'Bundle',
    [],
    { resourceType: 'Consent' },
    { resourceType: 'Bundle', entry: [null, { resource: 4 }] },
  ]) {
    it(`are not in ${JSON.stringify(strange)}`, () => assert.equal(recordsOfBundle(strange), undefined));
  }

  it('of others, which say no digest, are not made proofs', () => {
    const resource = { resourceType: 'Consent', status: 'active', patient: { reference: 'Patient/1' } };
    assert.equal(recordsOfBundle({ resourceType: 'Bundle', entry: [{ resource }] }), undefined);
  });
});
