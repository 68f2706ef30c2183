import type { ConsentDraft, ConsentProof, ConsentSeal } from '@relais/model';
import { canonicalJson } from '../core/canonical.ts';
import { judgeProof } from './judge-proof.ts';
import type { ProofGap } from './judge-proof.ts';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. A page's own digests give no answer at once, hence the promise. */
export type Sha256 = (text: string) => string | Promise<string>;

/** A draft proves nothing yet, and is not sealed. */
export class DraftIncompleteError extends Error {
  override readonly name = 'DraftIncompleteError';
  readonly gaps: readonly ProofGap[];

  constructor(gaps: readonly ProofGap[]) {
    super(`The proof of a consent lacks something: ${gaps.join(', ')}`);
    this.gaps = gaps;
  }
}

/** Puts a draft at its place after the patient's previous proof, and seals it. @throws {DraftIncompleteError} */
export async function sealProof(
  draft: ConsentDraft,
  previous: Pick<ConsentProof, 'id' | 'sequence' | 'seal'> | undefined,
  sha256: Sha256,
): Promise<ConsentProof> {
  const gaps = judgeProof(draft);
  if (gaps.length > 0) throw new DraftIncompleteError(gaps);
  const placed = {
    ...draft,
    sequence: (previous?.sequence ?? 0) + 1,
    previous: previous ? { id: previous.id, hash: previous.seal.hash } : null,
  };
  return { ...placed, seal: await sealOf(placed, sha256) };
}

/** The digests of a proof as it stands. */
export async function sealOf(proof: Omit<ConsentProof, 'seal'>, sha256: Sha256): Promise<ConsentSeal> {
  const { text, sequence, previous, informedAt, firstAskedAt, confirmedAt, validFrom, validUntil, ...others } = proof;
  const { zone, clockOffset, ...rest } = others;
  const digest = async (value: unknown) => sha256(canonicalJson(value));
  const parts = {
    text: await digest(text ?? null),
    time: await digest({ informedAt, firstAskedAt, confirmedAt, validFrom, validUntil, zone, clockOffset }),
    order: await digest({ sequence, previous }),
    rest: await digest(rest),
  };
  return { ...parts, hash: await digest([parts.text, parts.time, parts.order, parts.rest]) };
}
