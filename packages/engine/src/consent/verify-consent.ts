import { ConsentFile } from '@relais/model';
import type { ConsentProof, ConsentRecord, ConsentSeal } from '@relais/model';
import { canonicalJson } from '../core/canonical.ts';
import { canonicalText } from './canonical-text.ts';
import { judgeProof } from './judge-proof.ts';
import type { ProofGap } from './judge-proof.ts';
import { sealOf } from './seal.ts';
import type { Sha256 } from './seal.ts';

/**
 * What is wrong with a proof. `byte`: something of it, or the way the file is written, is not as it was sealed; `text`: the text is not the one
 * it is about; `order`: it does not stand where it says in the chain; `time`: its times were changed, or cannot be; `incomplete`: it says too little
 * to prove anything; `unknown`: the paper or the log that it is held against says something else.
 */
export interface ConsentFault {
  readonly what: 'byte' | 'text' | 'order' | 'time' | 'incomplete' | 'unknown';
  /** Id of the proof; absent when the file itself is meant. */
  readonly proof?: string;
  /** Where in the file, or what the proof lacks. */
  readonly at?: string;
}

export interface ConsentVerification {
  readonly ok: boolean;
  readonly faults: readonly ConsentFault[];
  /** The proofs that could be read, in the order of the file. */
  readonly proofs: readonly ConsentProof[];
}

/** What else is known of a proof: what a printed copy shows in its code, or what the log of events says. */
export interface ConsentAnchor {
  readonly id: string;
  readonly hash: string;
}

/** As a file of proofs is written: by one writing alone, so that any other byte is seen. */
export function writeConsentFile(records: readonly ConsentRecord[]): string {
  return `${canonicalJson({ formatVersion: 'relais-consents/1', records })}\n`;
}

/** Checks a file of proofs, byte for byte, then what it says. */
export async function verifyConsentFile(
  source: string,
  sha256: Sha256,
  anchors: readonly ConsentAnchor[] = [],
): Promise<ConsentVerification> {
  const value = readJson(source);
  const checked = await verifyConsent(value, sha256, anchors);
  const isAsWritten = value !== undefined && source === `${canonicalJson(value)}\n`;
  return isAsWritten ? checked : refused(checked, { what: 'byte' });
}

/** Checks the proofs of one patient: each by itself, the text it is about, and its place. */
export async function verifyConsent(
  value: unknown,
  sha256: Sha256,
  anchors: readonly ConsentAnchor[] = [],
): Promise<ConsentVerification> {
  const read = ConsentFile.safeParse(value);
  if (!read.success) {
    const faults = read.error.issues.slice(0, 20).map(({ path }) => faultAt(path));
    return { ok: false, faults, proofs: [] };
  }
  const { records } = read.data;
  const proofs = records.map(({ proof }) => proof);
  const faults: ConsentFault[] = [];
  const before = new Map<string, ConsentProof>();
  for (const record of records) {
    faults.push(...(await verifyRecord(record, before, sha256)));
    before.set(record.proof.id, record.proof);
  }
  for (const { id, hash } of anchors) {
    if (before.get(id)?.seal.hash !== hash) faults.push({ what: 'unknown', proof: id });
  }
  return { ok: faults.length === 0, faults, proofs };
}

/** What is wrong with one proof, read by its schema already; `before` are those of the patient it may follow, by id. */
export async function verifyRecord(
  record: ConsentRecord,
  before: ReadonlyMap<string, ConsentProof>,
  sha256: Sha256,
): Promise<ConsentFault[]> {
  const found = [...(await faultsOf(record, sha256)), ...faultsOfPlace(record.proof, before)];
  return found.map((fault) => ({ ...fault, proof: record.proof.id }));
}

function refused(checked: ConsentVerification, fault: ConsentFault): ConsentVerification {
  return { ...checked, ok: false, faults: [fault, ...checked.faults] };
}

function readJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** What a member that is missing or not as it should be belongs to. */
function faultAt(path: readonly PropertyKey[]): ConsentFault {
  return { what: 'incomplete', at: path.map(String).join('.') };
}

async function faultsOf({ proof, text }: ConsentRecord, sha256: Sha256): Promise<ConsentFault[]> {
  const { seal, ...rest } = proof;
  const found = faultsOfSeal(seal, await sealOf(rest, sha256));
  const gaps = judgeProof(draftOf(proof)).map((at: ProofGap): ConsentFault => ({ what: 'incomplete', at }));
  return [...found, ...(await faultsOfText(proof, text, sha256)), ...faultsOfTime(proof), ...gaps];
}

function draftOf({ sequence: _, previous: __, seal: ___, ...draft }: ConsentProof) {
  return draft;
}

/** A part whose digest is another was changed there; where each is right and the whole is not, the seal itself was. */
function faultsOfSeal(seal: ConsentSeal, found: ConsentSeal): ConsentFault[] {
  const changed: ConsentFault[] = (['text', 'time', 'order'] as const)
    .filter((part) => seal[part] !== found[part])
    .map((what) => ({ what }));
  const isByte = seal.rest !== found.rest || (changed.length === 0 && seal.hash !== found.hash);
  return isByte ? [{ what: 'byte' }, ...changed] : changed;
}

async function faultsOfText(
  { text: about }: ConsentProof,
  text: string | undefined,
  sha256: Sha256,
): Promise<ConsentFault[]> {
  if (text === undefined) return about === undefined ? [] : [{ what: 'text', at: 'missing' }];
  const isRight = canonicalText(text) === text && (await sha256(text)) === about?.sha256;
  return isRight ? [] : [{ what: 'text' }];
}

function faultsOfTime({ informedAt, firstAskedAt, confirmedAt, validFrom, validUntil }: ConsentProof): ConsentFault[] {
  const isPossible =
    (informedAt ?? confirmedAt) <= confirmedAt &&
    (firstAskedAt ?? confirmedAt) <= confirmedAt &&
    validFrom <= (validUntil ?? validFrom);
  return isPossible ? [] : [{ what: 'time' }];
}

/** Clocks of two devices differ; a proof made after another is not earlier than it by more than that. */
const CLOCKS_APART_MS = 10 * 60_000;

function faultsOfPlace(proof: ConsentProof, before: ReadonlyMap<string, ConsentProof>): ConsentFault[] {
  const { id, sequence, previous, patient, confirmedAt } = proof;
  const [first] = before.values();
  if (first && first.patient.id !== patient.id) return [{ what: 'order', at: 'another patient' }];
  if (before.has(id)) return [{ what: 'order', at: 'twice' }];
  if (previous === null) return sequence === 1 ? [] : [{ what: 'order' }];
  const one = before.get(previous.id);
  const isAfter = one?.seal.hash === previous.hash && one.sequence + 1 === sequence;
  if (!isAfter) return [{ what: 'order' }];
  return Date.parse(confirmedAt) < Date.parse(one.confirmedAt) - CLOCKS_APART_MS ? [{ what: 'time' }] : [];
}
