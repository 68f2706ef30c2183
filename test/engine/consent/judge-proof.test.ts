import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DraftIncompleteError, judgeProof, sealProof } from '@relais/engine/consent';
import type { ProofGap } from '@relais/engine/consent';
import { ConsentDraft, ConsentProof } from '@relais/model';
import { proofCases } from './cases.ts';
import { chainOf, draftOf, sha256 } from './support.ts';

describe('A proof', () => {
  for (const { title, changes, gaps } of proofCases) {
    it(`of ${title} ${gaps.length === 0 ? 'counts' : `lacks: ${gaps.join(', ')}`}`, () => {
      const draft = draftOf(changes);
      assert.ok(ConsentDraft.safeParse(draft).success, 'the case is no draft at all');
      assert.deepEqual(judgeProof(draft), gaps);
    });
  }

  it('is told by at least sixty cases, no two of one title', () => {
    assert.ok(proofCases.length >= 60);
    assert.equal(new Set(proofCases.map(({ title }) => title)).size, proofCases.length);
  });

  it('that lacks something is not sealed', async () => {
    await assert.rejects(
      sealProof(draftOf({ firstAskedAt: undefined }), undefined, sha256),
      (error) => error instanceof DraftIncompleteError && error.gaps.join() === 'asked-once',
    );
  });

  /**
   * Who, about which text, by whom, when, how, what: each member of a minimal valid proof, and what refuses it without one. Either
   * it is no proof at all, or it is one that proves nothing.
   */
  const minimal: Record<string, 'no proof' | ProofGap> = {
    formatVersion: 'no proof',
    id: 'no proof',
    code: 'no proof',
    decision: 'no proof',
    patient: 'no proof',
    'patient.id': 'no proof',
    'patient.identityStatus': 'no proof',
    'patient.ageYears': 'no proof',
    'patient.regime': 'no proof',
    protocol: 'protocol-missing',
    'protocol.id': 'no proof',
    'protocol.version': 'no proof',
    text: 'text-missing',
    'text.id': 'no proof',
    'text.version': 'no proof',
    'text.language': 'no proof',
    'text.format': 'no proof',
    'text.sha256': 'no proof',
    givenBy: 'no proof',
    'givenBy.0': 'giver-missing',
    'givenBy.0.capacity': 'no proof',
    interpreter: 'no proof',
    'interpreter.kind': 'no proof',
    collectedBy: 'no proof',
    'collectedBy.name': 'no proof',
    'collectedBy.profession': 'no proof',
    structure: 'no proof',
    'structure.name': 'no proof',
    channel: 'no proof',
    method: 'no proof',
    informedAt: 'not-informed',
    firstAskedAt: 'asked-once',
    confirmedAt: 'no proof',
    zone: 'no proof',
    validFrom: 'no proof',
    validUntil: 'period-missing',
    scope: 'no proof',
    sequence: 'no proof',
    previous: 'no proof',
    seal: 'no proof',
    'seal.text': 'no proof',
    'seal.time': 'no proof',
    'seal.order': 'no proof',
    'seal.rest': 'no proof',
    'seal.hash': 'no proof',
  };
  for (const [member, why] of Object.entries(minimal)) {
    it(`without its ${member} is ${why === 'no proof' ? why : `lacking: ${why}`}`, async () => {
      const [proof] = await chainOf(draftOf());
      assert.ok(ConsentProof.safeParse(proof).success);
      assert.deepEqual(judgeProof(proof!), []);
      const rest = without(proof!, member.split('.'));
      const read = ConsentProof.safeParse(rest);
      assert.deepEqual(read.success ? judgeProof(read.data) : 'no proof', why === 'no proof' ? why : [why]);
    });
  }

  it('is minimal: the table names every member that one has', async () => {
    const [proof] = await chainOf(draftOf());
    assert.deepEqual([...pathsOf(proof!)].sort(), Object.keys(minimal).sort());
  });

  it('with a member nobody knows is refused, since nothing seals it', async () => {
    const [proof] = await chainOf(draftOf());
    assert.equal(ConsentProof.safeParse({ ...proof, qualified: true }).success, false);
  });

  it('with half a character in a name is refused, since two of them have one digest', () => {
    const draft = draftOf({ collectedBy: { name: 'Nora \ud800', profession: 'nurse' } });
    assert.equal(ConsentDraft.safeParse(draft).success, false);
  });
});

/** A copy of a proof that lacks one member, by its path; of a list the element is taken out. */
function without(proof: ConsentProof, path: readonly string[]): unknown {
  const copy = structuredClone(proof) as unknown as Tree;
  const last = path.at(-1)!;
  const holder = path.slice(0, -1).reduce<Tree>((tree, name) => tree[name] as Tree, copy);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return copy;
}

interface Tree {
  [name: string]: unknown;
}

/** The paths of all members, those within after the one that holds them. */
function* pathsOf(tree: object, before = ''): Generator<string> {
  for (const [name, value] of Object.entries(tree)) {
    yield before + name;
    if (typeof value === 'object' && value !== null) yield* pathsOf(value as object, `${before}${name}.`);
  }
}
