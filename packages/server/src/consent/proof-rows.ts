import { fromInstant, toInstant } from '@relais/model';
import type { ConsentProof, ConsentRecord } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../tables.ts';
import type { ConsentProofTable } from './tables.ts';

export type ProofRow = Selectable<ConsentProofTable>;

export function findProofRow(db: Kysely<Database>, structureId: string, id: string): Promise<ProofRow | undefined> {
  return db
    .selectFrom('consent_proof')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The proofs of a patient, in the order they came. */
export async function listProofs(
  db: Kysely<Database>,
  structureId: string,
  patientId: string,
): Promise<ConsentProof[]> {
  return (await loadProofs(db, structureId, patientId)).map(({ proof }) => proof);
}

/**
 * The same by our clock, to judge how decisions stand: what came before it says it was decided was decided by a clock that is ahead, and holds from when
 * it came. What is kept, shown and checked stays as it was sealed.
 */
export async function listProofsByOurClock(
  db: Kysely<Database>,
  structureId: string,
  patientId: string,
): Promise<ConsentProof[]> {
  return (await loadProofs(db, structureId, patientId)).map(byOurClock);
}

interface ReceivedProof {
  readonly proof: ConsentProof;
  readonly receivedAt: number;
}

async function loadProofs(db: Kysely<Database>, structureId: string, patientId: string): Promise<ReceivedProof[]> {
  const rows = await db
    .selectFrom('consent_proof')
    .select(['proof', 'received_at'])
    .where('structure_id', '=', structureId)
    .where('patient_id', '=', patientId)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  return rows
    .map(({ proof, received_at: receivedAt }) => ({ proof: JSON.parse(proof) as ConsentProof, receivedAt }))
    .sort((one, other) => one.proof.sequence - other.proof.sequence);
}

const INSTANTS = ['informedAt', 'firstAskedAt', 'confirmedAt', 'validFrom', 'validUntil'] as const;

function byOurClock({ proof, receivedAt }: ReceivedProof): ConsentProof {
  const ahead = fromInstant(proof.confirmedAt) - receivedAt;
  if (ahead <= 0) return proof;
  const put = INSTANTS.flatMap((name) => {
    const said = proof[name];
    return said === undefined ? [] : [[name, toInstant(fromInstant(said) - ahead)] as const];
  });
  return { ...proof, ...Object.fromEntries(put) };
}

/** The same with the texts that were shown. */
export async function listRecords(
  db: Kysely<Database>,
  structureId: string,
  patientId: string,
): Promise<ConsentRecord[]> {
  const proofs = await listProofs(db, structureId, patientId);
  const texts = await textsShown(db, structureId, proofs);
  return proofs.map((proof) => {
    const text = proof.text && texts.get(proof.text.sha256);
    return text === undefined ? { proof } : { proof, text };
  });
}

async function textsShown(
  db: Kysely<Database>,
  structureId: string,
  proofs: readonly ConsentProof[],
): Promise<ReadonlyMap<string, string>> {
  const digests = [...new Set(proofs.flatMap(({ text }) => text?.sha256 ?? []))];
  if (digests.length === 0) return new Map();
  const rows = await db
    .selectFrom('consent_text')
    .select(['sha256', 'body'])
    .where('structure_id', '=', structureId)
    .where('sha256', 'in', digests)
    .execute();
  return new Map(rows.map(({ sha256: digest, body }) => [digest, body]));
}

/** Whether a proof of this id and digest is kept. */
export async function isKept(db: Kysely<Database>, structureId: string, id: string, hash: string): Promise<boolean> {
  return (await findProofRow(db, structureId, id))?.hash === hash;
}
