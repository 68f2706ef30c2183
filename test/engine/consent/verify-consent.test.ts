import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { verifyConsent, verifyConsentFile, writeConsentFile } from '@relais/engine/consent';
import type { ConsentFault } from '@relais/engine/consent';
import type { ConsentProof, ConsentRecord } from '@relais/model';
import { after, chainOf, draftOf, recordsOf, sha256, shown, withdrawal } from './support.ts';

async function threeRecords(): Promise<ConsentRecord[]> {
  return recordsOf(await chainOf(draftOf(), withdrawal(), draftOf({ confirmedAt: after(60), validFrom: after(60) })));
}

async function faultsOf(records: readonly ConsentRecord[]): Promise<readonly ConsentFault[]> {
  return (await verifyConsent({ formatVersion: 'relais-consents/1', records }, sha256)).faults;
}

/** The first record with its proof changed. */
async function changed(changes: Partial<ConsentProof>): Promise<string[]> {
  const [first, ...others] = await threeRecords();
  const records = [{ ...first, proof: { ...first!.proof, ...changes } }, ...others];
  return (await faultsOf(records)).map(({ what }) => what);
}

describe('A file of proofs', () => {
  it('that nobody has touched is right', async () => {
    const result = await verifyConsentFile(writeConsentFile(await threeRecords()), sha256);
    assert.deepEqual(result.faults, []);
    assert.equal(result.proofs.length, 3);
  });

  it('with any one byte changed is refused', async () => {
    const file = writeConsentFile(await threeRecords());
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 32, max: 126 }), async (at, code) => {
        const byte = String.fromCharCode(code);
        fc.pre(file[at] !== byte);
        const result = await verifyConsentFile(file.slice(0, at) + byte + file.slice(at + 1), sha256);
        assert.equal(result.ok, false);
      }),
      { numRuns: 300 },
    );
  });

  it('with a byte more, less, or a line end of another kind is refused', async () => {
    const file = writeConsentFile(await threeRecords());
    for (const other of [
      `${file} `,
      file.trimEnd(),
      file.replace('\n', '\r\n'),
      ` ${file}`,
      `\ufeff${file}`,
      '',
      '{',
    ]) {
      const { ok, faults } = await verifyConsentFile(other, sha256);
      assert.equal(ok, false);
      assert.equal(faults[0]?.what, 'byte');
    }
  });

  it('that says a member twice, for readers who take the other, is refused', async () => {
    const file = writeConsentFile(await threeRecords()).replace(
      '"decision":"given"',
      '"decision":"refused","decision":"given"',
    );
    const { faults } = await verifyConsentFile(file, sha256);
    assert.deepEqual(faults, [{ what: 'byte' }]);
  });

  it('whose decision was changed says so', async () => {
    const [what] = await changed({ decision: 'refused' });
    assert.equal(what, 'byte');
  });

  it('whose time was changed says so', async () => {
    const found = await changed({ confirmedAt: after(4) });
    assert.deepEqual(found, ['time']);
  });

  it('whose place was changed says so', async () => {
    assert.deepEqual(await changed({ sequence: 2 }), ['order', 'order', 'order']);
  });

  it('whose text is another says so', async () => {
    const [first, ...others] = await threeRecords();
    const found = await faultsOf([{ ...first!, text: shown.replace('refuser', 'accepter') }, ...others]);
    assert.deepEqual(found, [{ what: 'text', proof: first!.proof.id }]);
  });

  it('whose text is written otherwise says so, though it reads the same', async () => {
    const [first, ...others] = await threeRecords();
    const found = await faultsOf([{ ...first!, text: shown.normalize('NFD') }, ...others]);
    assert.deepEqual(found, [{ what: 'text', proof: first!.proof.id }]);
  });

  it('whose text is missing says so', async () => {
    const [first, ...others] = await threeRecords();
    const found = await faultsOf([{ proof: first!.proof }, ...others]);
    assert.deepEqual(
      found.map(({ what, at }) => [what, at]),
      [['text', 'missing']],
    );
  });

  it('that names another text says so, whatever text comes with it', async () => {
    const [first] = await threeRecords();
    const found = await changed({ text: { ...first!.proof.text!, version: '0' } });
    assert.deepEqual(found, ['text']);
  });

  it('with two proofs in each other’s place says so', async () => {
    const [first, second, third] = await threeRecords();
    const found = await faultsOf([second!, first!, third!]);
    assert.deepEqual([...new Set(found.map(({ what }) => what))], ['order']);
  });

  it('that lacks a proof in its middle says so', async () => {
    const [first, , third] = await threeRecords();
    assert.deepEqual(
      (await faultsOf([first!, third!])).map(({ what }) => what),
      ['order'],
    );
  });

  it('with a proof twice says so', async () => {
    const [first] = await threeRecords();
    assert.deepEqual(
      (await faultsOf([first!, first!])).map(({ at }) => at),
      ['twice'],
    );
  });

  it('that mixes the proofs of two patients says so', async () => {
    const [first] = await threeRecords();
    const [other] = await chainOf(draftOf({ patient: { ...draftOf().patient, id: 'patient-2' } }));
    const found = await faultsOf([first!, ...recordsOf([other!])]);
    assert.deepEqual(
      found.map(({ at }) => at),
      ['another patient'],
    );
  });

  it('written anew from end to end is refused by the paper somebody kept', async () => {
    const [first] = await threeRecords();
    const [forged] = await chainOf({ ...draftOf(), id: first!.proof.id, decision: 'refused' });
    const anchors = [{ id: first!.proof.id, hash: first!.proof.seal.hash }];
    const file = { formatVersion: 'relais-consents/1', records: recordsOf([forged!]) };
    assert.equal((await verifyConsent(file, sha256)).ok, true);
    const { faults } = await verifyConsent(file, sha256, anchors);
    assert.deepEqual(faults, [{ what: 'unknown', proof: first!.proof.id }]);
  });

  it('of a proof that a program of another sealed with too little says what it lacks', async () => {
    const [proof] = await chainOf(draftOf({ decision: 'refused' }));
    const found = await faultsOf(recordsOf([{ ...proof!, decision: 'given', firstAskedAt: undefined }]));
    assert.ok(found.some(({ at }) => at === 'asked-once'));
  });

  for (const strange of [null, 3, 'texte', [], {}, { formatVersion: 'relais-consents/1', records: [] }]) {
    it(`that is ${JSON.stringify(strange)} is refused, and where is said`, async () => {
      const { ok, faults } = await verifyConsent(strange, sha256);
      assert.equal(ok, false);
      assert.ok(faults.length > 0);
    });
  }
});
