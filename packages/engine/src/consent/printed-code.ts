import type { ConsentProof } from '@relais/model';
import type { ConsentAnchor } from './verify-consent.ts';

/** What a printed copy shows as a QR code: which proof, and its digest. Nothing of what it says. */
export function printedCode({ id, seal }: Pick<ConsentProof, 'id' | 'seal'>): string {
  return `RELAIS-CONSENT:${id}:${seal.hash}`;
}

/** The code as a scanner gives it, alone or as the fragment of an address; undefined for what is none. */
export function readConsentCode(text: string): ConsentAnchor | undefined {
  const [, id, hash] = /(?:^|#)\s*RELAIS-CONSENT:([A-Za-z0-9_-]{16,64}):([0-9a-f]{64})\s*$/.exec(text.trim()) ?? [];
  return id === undefined || hash === undefined ? undefined : { id, hash };
}
