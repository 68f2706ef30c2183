import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DraftIncompleteError, judgeProof, sealProof } from '@relais/engine/consent';
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

  /** Who, about which text, by whom, when, how, what. */
  const minimal = [
    'patient',
    'collectedBy',
    'structure',
    'confirmedAt',
    'method',
    'channel',
    'decision',
    'code',
    'id',
    'seal',
  ];
  for (const member of minimal) {
    it(`without its ${member} is refused`, async () => {
      const [proof] = await chainOf(draftOf());
      assert.ok(ConsentProof.safeParse(proof).success);
      const { [member as keyof ConsentProof]: _, ...rest } = proof!;
      assert.equal(ConsentProof.safeParse(rest).success, false);
    });
  }

  it('with a member nobody knows is refused, since nothing seals it', async () => {
    const [proof] = await chainOf(draftOf());
    assert.equal(ConsentProof.safeParse({ ...proof, qualified: true }).success, false);
  });

  it('with half a character in a name is refused, since two of them have one digest', () => {
    const draft = draftOf({ collectedBy: { name: 'Nora \ud800', profession: 'nurse' } });
    assert.equal(ConsentDraft.safeParse(draft).success, false);
  });
});
