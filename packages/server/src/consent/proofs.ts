import { toInstant } from '@relais/model';
import type { ConsentLine, ConsentProof, ConsentRecorded, Fault, RecordConsentRequest } from '@relais/model';
import { mayAccess, verifyRecord } from '@relais/engine/consent';
import type { ConsentFault } from '@relais/engine/consent';
import { canonicalJson } from '@relais/engine';
import { sha256 } from '#digest';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { openAccessesOf, toAccess } from './accesses.ts';
import { codeEvidence, useCode } from './codes.ts';
import { PAGE, writePlace } from '../core/http/paging.ts';
import type { PagePlace } from '../core/http/paging.ts';
import { findConsent, isAgainst } from './gate.ts';
import { findProofRow, listProofs } from './proof-rows.ts';
import type { ProofRow } from './proof-rows.ts';
import { bindReading, refuseUnread } from './readings.ts';
import { consentTextsDocument } from './texts-document.ts';

export interface RecordCommand {
  readonly structureId: string;
  readonly request: RecordConsentRequest;
  readonly actor: string;
}

/**
 * Keeps a proof for good. The same proof again, even weeks later from a telephone that was off, is the same answer; another one under its id is
 * refused. What the patient lets nobody see any more is closed in the same transaction.
 */
export function recordConsent(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, request, actor }: RecordCommand,
): Promise<Answer> {
  return writeOnce(context, structureId, key, decideRecord(context, request, actor));
}

function decideRecord(context: ServiceContext, request: RecordConsentRequest, actor: string): Decide {
  const { proof, text } = request;
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const known = await findProofRow(trx, structureId, proof.id);
    if (known) {
      if (known.hash !== proof.seal.hash || known.proof !== canonicalJson(proof))
        throw new ProblemError('consent-id-taken');
      return () => Promise.resolve({ body: recorded(known.id, known.received_at, 0) });
    }
    const before = await listProofs(trx, structureId, proof.patient.id);
    await refuseWrong(request, before);
    await refuseUnread(writing, proof);
    const code = await codeEvidence(writing, proof);
    return async () => {
      await keepText(writing, proof.text?.sha256, text);
      await trx
        .insertInto('consent_proof')
        .values(toRow(structureId, request, { at, actor }))
        .execute();
      if (code) await useCode(writing, code, proof.id);
      await bindReading(writing, proof);
      writing.record({
        type: 'consent.recorded',
        subject: proof.id,
        actor,
        data: { ...eventOf(proof), ...(await objectionOf(writing, proof)) },
        person: personOf(context, structureId, proof),
      });
      const closed = await closeAccesses(writing, [...before, proof], proof, actor);
      return { body: recorded(proof.id, at, closed) };
    };
  };
}

function recorded(id: string, receivedAt: number, closedAccesses: number): ConsentRecorded {
  return { id, receivedAt: toInstant(receivedAt), closedAccesses };
}

/** @throws {ProblemError} `consent-proof-refused`, with what is wrong */
async function refuseWrong(
  { proof, text, evidence }: RecordConsentRequest,
  before: readonly ConsentProof[],
): Promise<void> {
  const known = new Map(before.map((one) => [one.id, one]));
  const found = await verifyRecord({ proof, ...(text !== undefined && { text }) }, known, (said) => sha256(said));
  const isNo = !['given', 'informed', 'urgencyException'].includes(proof.decision);
  // Somebody may say no whatever this server has or has not heard of before: only the place it claims is then unproven.
  const faults = isNo ? found.filter(({ what, at }) => what !== 'order' || at === 'twice') : found;
  const wrong = faults.map(toFault);
  if (evidence !== undefined && sha256(evidence) !== proof.evidence?.sha256) {
    wrong.push({ path: 'evidence', message: 'is not what the proof says', accepted: 'what the digest is of' });
  }
  if (wrong.length > 0) throw new ProblemError('consent-proof-refused', { faults: wrong });
}

function toFault({ what, at }: ConsentFault): Fault {
  return { path: at === undefined ? 'proof' : `proof: ${at}`, message: `is wrong: ${what}` };
}

async function keepText(
  { trx, structureId }: Writing,
  digest: string | undefined,
  body: string | undefined,
): Promise<void> {
  if (digest === undefined || body === undefined) return;
  await trx
    .insertInto('consent_text')
    .values({ structure_id: structureId, sha256: digest, body })
    .onConflict((conflict) => conflict.columns(['structure_id', 'sha256']).doNothing())
    .execute();
}

function toRow(
  structureId: string,
  { proof, evidence }: RecordConsentRequest,
  { at, actor }: { readonly at: number; readonly actor: string },
): ProofRow {
  return {
    structure_id: structureId,
    id: proof.id,
    patient_id: proof.patient.id,
    code: proof.code,
    decision: proof.decision,
    method: proof.method,
    hash: proof.seal.hash,
    proof: canonicalJson(proof),
    text_sha256: proof.text?.sha256 ?? null,
    evidence: evidence ?? null,
    confirmed_at: Date.parse(proof.confirmedAt),
    received_at: at,
    actor,
  };
}

function eventOf({
  seal,
  code,
  decision,
  method,
  channel,
  confirmedAt,
  givenBy,
  text,
  protocol,
  referral,
}: ConsentProof) {
  return {
    hash: seal.hash,
    code,
    decision,
    method,
    channel,
    confirmedAt,
    givers: givenBy.map(({ capacity }) => capacity),
    ...(text && { format: text.format, language: text.language }),
    ...(protocol && { protocol }),
    ...(referral && { referral: referral.reason }),
  };
}

/** Of an objection to re-use, and of what ends one: how the patient stands now that this proof is kept. */
async function objectionOf(writing: Writing, { code, patient }: ConsentProof): Promise<{ readonly objects?: boolean }> {
  if (code !== 'reuseForSteering') return {};
  return { objects: isAgainst(await findConsent(writing, { patientId: patient.id, code })) };
}

function personOf({ secrets }: ServiceContext, structureId: string, { patient }: ConsentProof) {
  return { patient: secrets.pseudonym('patient', `${structureId}|${patient.id}`), age: patient.ageYears };
}

/** Closes every open access of the patient that the proofs no longer allow. */
async function closeAccesses(
  writing: Writing,
  proofs: readonly ConsentProof[],
  { id, patient }: ConsentProof,
  actor: string,
): Promise<number> {
  const { trx, structureId, documents, at } = writing;
  const open = await openAccessesOf(trx, structureId, patient.id);
  const texts = documents.of(consentTextsDocument) ?? [];
  const over = open.filter((row) => !mayAccess(proofs, toAccess(row), toInstant(at), texts));
  for (const row of over) {
    await trx
      .updateTable('consent_access')
      .set({ closed_at: at, closed_by: id })
      .where('structure_id', '=', structureId)
      .where('id', '=', row.id)
      .execute();
    writing.record({ type: 'consent-access.closed', subject: row.id, actor, data: { proof: id } });
  }
  return over.length;
}

/** A part of a list, the latest first, and where the next one begins. */
export async function listProofLines(
  db: Kysely<Database>,
  structureId: string,
  before: PagePlace | undefined,
): Promise<{ consents: ConsentLine[]; next?: string }> {
  const rows = await db
    .selectFrom('consent_proof')
    .select(['id', 'patient_id', 'code', 'decision', 'method', 'confirmed_at', 'received_at', 'actor', 'hash'])
    .where('structure_id', '=', structureId)
    .$if(before !== undefined, (query) =>
      query.where((is) =>
        is.or([
          is('received_at', '<', before!.at),
          is.and([is('received_at', '=', before!.at), is('id', '<', before!.id)]),
        ]),
      ),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const consents = rows.slice(0, PAGE).map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    code: row.code,
    decision: row.decision,
    method: row.method,
    confirmedAt: toInstant(row.confirmed_at),
    receivedAt: toInstant(row.received_at),
    collectedBy: row.actor,
    hash: row.hash,
  }));
  return { consents, ...(last && { next: writePlace({ at: last.received_at, id: last.id }) }) };
}
