import type { ConsentCode, ConsentProof } from '@relais/model';
import { toInstant } from '@relais/model';
import { standingOf } from '@relais/engine/consent';
import type { ConsentStanding, ConsentState } from '@relais/engine/consent';
import type { Writing } from '../core/write/write.ts';
import { listProofsByOurClock } from './proof-rows.ts';
import { consentTextsDocument } from './texts-document.ts';

/** What another subject asks before it lets something be done. */
export interface ConsentWanted {
  readonly patientId: string;
  readonly code: ConsentCode;
  readonly protocol?: { readonly id: string; readonly version: string } | undefined;
  readonly runId?: string | undefined;
  readonly recipientId?: string | undefined;
  /** When it is to hold, milliseconds since the epoch; the instant of the writing when absent. */
  readonly at?: number | undefined;
}

/**
 * How a patient's decision stands, seen by a writer under the structure's lock: a withdrawal that came before it is seen, and one that comes after
 * it finds what was done. `allowed` says whether it may be done, `proof` what it stands on.
 */
export async function findConsent(
  { trx, structureId, documents, at }: Writing,
  wanted: ConsentWanted,
): Promise<ConsentStanding> {
  const proofs: readonly ConsentProof[] = await listProofsByOurClock(trx, structureId, wanted.patientId);
  return standingOf(proofs, { ...wanted, at: toInstant(wanted.at ?? at), texts: documents.of(consentTextsDocument) });
}

const NOES: readonly ConsentState[] = ['refused', 'withdrawn', 'objected', 'referredToDoctor'];

/** Whether a decision stands against what was asked about; nobody having been asked, or informed, does not. */
export function isAgainst({ state }: ConsentStanding): boolean {
  return NOES.includes(state);
}
