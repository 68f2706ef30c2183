import { sealProof, verifyConsent as verify, verifyConsentFile } from '@relais/engine/consent';
import type { ConsentAnchor, ConsentVerification } from '@relais/engine/consent';
import type { ConsentDraft, ConsentProof } from '@relais/model';
import { sha256 } from './sha256.ts';

/**
 * Checks proofs, with no backend: of a file's text byte for byte, of a value what it says. `anchors` are what else is known of some of them, such
 * as the code of a printed copy (`readConsentCode`). Says which proof is wrong, and whether it is a byte, the text, the order or the time.
 */
export async function verifyConsent(
  source: unknown,
  anchors: readonly ConsentAnchor[] = [],
): Promise<ConsentVerification> {
  return typeof source === 'string' ? verifyConsentFile(source, sha256, anchors) : verify(source, sha256, anchors);
}

/** Seals a proof after the patient's previous one. @throws {DraftIncompleteError} when it would prove nothing */
export function sealConsent(draft: ConsentDraft, previous: ConsentProof | undefined): Promise<ConsentProof> {
  return sealProof(draft, previous, sha256);
}

export {
  consentBundle,
  judgeProof,
  printedCode,
  readConsentCode,
  shownText,
  standingOf,
  URGENCY_MS,
  writeConsentFile,
} from '@relais/engine/consent';
export { randomId as createConsentId } from '../core/bytes.ts';
export { sha256 } from './sha256.ts';
export type { ConsentAnchor, ConsentFault, ConsentVerification } from '@relais/engine/consent';
