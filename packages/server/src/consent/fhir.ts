import { CONSENT_RESOURCES, consentFhirOperations as fhir, FHIR_TYPE } from '@relais/model';
import type { ConsentRecord } from '@relais/model';
import { consentBundle, readConsents } from '@relais/engine/consent';
import type { ReadConsent } from '@relais/engine/consent';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import { createId } from '../core/identifiers.ts';
import { toOutcome } from '../core/http/outcomes.ts';
import type { Refusal } from '../core/http/outcomes.ts';
import { invalid } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import type { FhirRoute } from '../core/subject.ts';
import { write } from '../core/write/write.ts';
import { findProofRow, listRecords } from './proof-rows.ts';
import { recordConsent } from './proofs.ts';

/** `consent-…`, `text-…`, `provenance-…`, `giver-0-…`: the id of the proof comes last. */
const RESOURCE_ID = /^(?:consent|text|provenance|giver-\d+)-(.+)$/;

/** Proofs as FHIR R4 has them. What is read here is read as much as elsewhere, and the log says so. */
export function consentFhir(context: ServiceContext, pipeline: Pipeline): FhirRoute[] {
  const { db } = context.store;
  const read = async (structureId: string, patientId: string, actor: string): Promise<ConsentRecord[]> => {
    const records = await listRecords(db, structureId, patientId);
    const data = { proofs: records.length };
    await write(context, structureId, (writing) =>
      Promise.resolve(writing.record({ type: 'consent.read', subject: patientId, actor, data })),
    );
    return records;
  };
  const search = pipeline.reads(fhir.searchConsents, async ({ structureId, query, principal }) => {
    const patientId = query.get('patient')?.replace(/^Patient\//, '');
    if (!patientId) throw invalid({ path: 'patient', message: 'is missing', accepted: 'the id of a patient' });
    const { entry } = consentBundle(await read(structureId, patientId, actorOf(principal)));
    const found = entry.map(({ fullUrl, resource }) => ({
      fullUrl,
      resource,
      search: { mode: resource.resourceType === 'Consent' ? 'match' : 'include' },
    }));
    const total = found.filter(({ search }) => search.mode === 'match').length;
    return resourceResponse({ resourceType: 'Bundle', type: 'searchset', total, entry: found });
  });
  const readOne = pipeline.reads(fhir.readConsentResource, async ({ structureId, params, principal }) => {
    const { type, id } = params;
    const [, proofId] = RESOURCE_ID.exec(id) ?? [];
    const isOurs = CONSENT_RESOURCES.some((one) => one === type);
    const row = isOurs && proofId !== undefined && (await findProofRow(db, structureId, proofId));
    if (!row) throw new ProblemError('not-found');
    const { entry } = consentBundle(await read(structureId, row.patient_id, actorOf(principal)));
    const found = entry.find(({ resource }) => resource.resourceType === type && resource['id'] === id);
    if (!found) throw new ProblemError('not-found');
    return resourceResponse(found.resource);
  });
  const take = pipeline.reads(fhir.takeConsents, async ({ structureId, body, principal }) => {
    const consents = readConsents(body);
    if (consents.length === 0)
      throw invalid({ path: 'entry', message: 'holds no Consent', accepted: 'a Bundle as it is given out here' });
    const entry = [];
    // One after the other: each may follow the one before.
    for (const consent of consents)
      entry.push({ response: await takeOne(context, structureId, consent, actorOf(principal)) });
    return resourceResponse({ resourceType: 'Bundle', type: 'batch-response', entry });
  });
  return [
    { operation: fhir.takeConsents, resources: [], interaction: 'batch', endpoint: take },
    { operation: fhir.searchConsents, resources: ['Consent'], interaction: 'search-type', endpoint: search },
    { operation: fhir.readConsentResource, resources: CONSENT_RESOURCES, interaction: 'read', endpoint: readOne },
  ];
}

/** Keeps one proof, or says why not. Its own id makes it kept once: senders of FHIR know no keys, and a refusal must not stand once it is mended. */
async function takeOne(
  context: ServiceContext,
  structureId: string,
  { id, record, reasons }: ReadConsent,
  actor: string,
): Promise<object> {
  try {
    if (!record) {
      const faults = reasons.map((message) => ({ path: id === '' ? 'Consent' : id, message }));
      throw new ProblemError('consent-proof-refused', { faults });
    }
    const { proof } = record;
    const keyHash = context.secrets.pseudonym('request', createId(context.random));
    const key = { keyHash, fingerprint: keyHash, doneStatus: 201 };
    const { status, body } = await recordConsent(context, key, { structureId, request: record, actor });
    if (status === 201) return { status: '201', location: `Consent/consent-${proof.id}` };
    return { status: String(status), outcome: toOutcome(problemIn(body)) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { status: String(error.status), outcome: toOutcome(error) };
  }
}

/** A refusal as the answer of a write has it. */
function problemIn(body: Readonly<Record<string, unknown>> | null): Refusal {
  const { code, title: message, ...extension } = body as { code: Refusal['code']; title: string };
  return { code, message, extension };
}

function resourceResponse(resource: object): Response {
  return new Response(JSON.stringify(resource), { headers: { 'Content-Type': FHIR_TYPE } });
}
