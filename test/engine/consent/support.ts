import { createHash } from 'node:crypto';
import { fillText, sealProof, shownText } from '@relais/engine/consent';
import type { ConsentDraft, ConsentProof, ConsentRecord, ConsentText } from '@relais/model';

/** SHA-256 as the server has it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const text: ConsentText = {
  formatVersion: 'relais-consent-text/1',
  id: 'mal-de-gorge',
  version: '1',
  language: 'fr',
  format: 'plain',
  code: 'careByProtocol',
  protocol: { id: 'odynophagie', version: '2' },
  title: 'Être vue pour un mal de gorge',
  question: 'Êtes-vous d’accord pour être examinée par {professional} ?',
  points: [
    {
      id: 'qui',
      topics: ['whoExamines', 'delegatingDoctor', 'whatAndWhy'],
      said: 'Qui examine, et quel médecin délègue',
      ideas: [{ title: 'Qui vous examine ?', text: '{professional} vous examine à la place du médecin.' }],
    },
    {
      id: 'droits',
      topics: ['benefitRisksAlternatives', 'freeToRefuse', 'whatIsWritten', 'onAlert', 'cost', 'questions'],
      said: 'Risques, droits, coût',
      ideas: [{ title: 'Vous pouvez refuser', text: 'À tout moment, sans perdre vos soins.' }],
    },
  ],
  materialChange: false,
  status: 'illustrative',
};

export const shown = shownText(fillText(text, { professional: 'Nora Belkacem' }));

export const textShown = {
  id: text.id,
  version: text.version,
  language: text.language,
  format: text.format,
  sha256: sha256(shown),
};

export const FIRST = '2026-11-30T09:00:00Z';

/** An instant so many minutes after the first. */
export function after(minutes: number): string {
  return `${new Date(Date.parse(FIRST) + minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

let made = 0;

/** An oral consent of a grown-up woman that lacks nothing, but for what is changed. */
export function draftOf(changes: Partial<ConsentDraft> = {}): ConsentDraft {
  const draft: ConsentDraft = {
    formatVersion: 'relais-consent-proof/1',
    id: `preuve-${String(++made).padStart(12, '0')}`,
    code: 'careByProtocol',
    decision: 'given',
    patient: { id: 'patiente-1', identityStatus: 'qualified', ageYears: 42, regime: 'none' },
    protocol: { id: 'odynophagie', version: '2' },
    text: textShown,
    givenBy: [{ capacity: 'patient' }],
    interpreter: { kind: 'none' },
    collectedBy: { name: 'Nora Belkacem', profession: 'nurse' },
    structure: { name: 'Pharmacie des Tilleuls' },
    channel: 'onSite',
    method: 'oral',
    informedAt: after(2),
    firstAskedAt: after(1),
    confirmedAt: after(3),
    zone: 'Europe/Paris',
    validFrom: after(3),
    validUntil: after(24 * 60),
    scope: {},
    ...changes,
  };
  // What is set to undefined is left out, as JSON would.
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as ConsentDraft;
}

/** A withdrawal, by any means and in one action. */
export function withdrawal(changes: Partial<ConsentDraft> = {}): ConsentDraft {
  return draftOf({
    decision: 'withdrawn',
    text: undefined,
    informedAt: undefined,
    firstAskedAt: undefined,
    validUntil: undefined,
    confirmedAt: after(30),
    validFrom: after(30),
    ...changes,
  });
}

/** Seals drafts one after the other, each after the one before. */
export async function chainOf(...drafts: ConsentDraft[]): Promise<ConsentProof[]> {
  const proofs: ConsentProof[] = [];
  for (const draft of drafts) proofs.push(await sealProof(draft, proofs.at(-1), sha256));
  return proofs;
}

/** Proofs with the text that was shown. */
export function recordsOf(proofs: readonly ConsentProof[]): ConsentRecord[] {
  return proofs.map((proof) => (proof.text ? { proof, text: shown } : { proof }));
}
