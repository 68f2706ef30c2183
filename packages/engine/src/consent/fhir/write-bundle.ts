import { CONSENT_KINDS } from '@relais/model';
import type { ConsentProof, ConsentRecord } from '@relais/model';
import { writeMembers } from '../../core/fhir-extensions.ts';
import { CATEGORIES, FINESS, LOINC, OWN, RPPS, SCOPES } from './identifiers.ts';

interface Resource {
  readonly [member: string]: unknown;
  readonly resourceType: string;
}

export interface ConsentBundle {
  readonly resourceType: 'Bundle';
  readonly type: 'collection';
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

/**
 * Proofs as a FHIR R4 Bundle, each as a Consent about one matter, with the text shown as a DocumentReference, who gave it as a RelatedPerson when
 * that is not the patient, and who collected it as a Provenance. What FHIR has no element for is in extensions, so that `recordsOfBundle`
 * gives the same proofs back.
 */
export function consentBundle(records: readonly ConsentRecord[]): ConsentBundle {
  const withdrawn = new Set(
    records.filter(({ proof }) => proof.decision === 'withdrawn').map(({ proof }) => proof.code),
  );
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: records
      .flatMap((record) => resourcesOf(record, withdrawn.has(record.proof.code)))
      .map((resource) => ({ fullUrl: urlOf(String(resource['id'])), resource })),
  };
}

/** A proof as the resources it makes. */
export function resourcesOf(record: ConsentRecord, isWithdrawn: boolean): Resource[] {
  const { proof } = record;
  return [
    consentOf(proof, isWithdrawn),
    ...(record.text === undefined ? [] : [documentOf(proof, record.text)]),
    ...proof.givenBy.flatMap((giver, index) => (giver.capacity === 'patient' ? [] : [personOf(proof, index)])),
    provenanceOf(proof),
  ];
}

function consentOf(proof: ConsentProof, isWithdrawn: boolean): Resource {
  const { id, code, decision, confirmedAt, validFrom, validUntil, scope, givenBy, structure } = proof;
  const isYes = decision === 'given' || decision === 'informed' || decision === 'urgencyException';
  const performers = givenBy.map(({ capacity }, index) =>
    capacity === 'patient' ? patientOf(proof) : { reference: urlOf(`giver-${index}-${id}`) },
  );
  return {
    resourceType: 'Consent',
    id: `consent-${id}`,
    status: isYes && !isWithdrawn ? 'active' : 'inactive',
    scope: coded(SCOPES, code === 'careByProtocol' || code === 'careByOwnCompetence' ? 'treatment' : 'patient-privacy'),
    category: [coded(LOINC, CATEGORIES[CONSENT_KINDS[code]])],
    patient: patientOf(proof),
    dateTime: confirmedAt,
    ...(performers.length > 0 && { performer: performers }),
    organization: [organizationOf(structure)],
    ...(proof.text && { sourceReference: { reference: urlOf(`text-${id}`) } }),
    policyRule: coded(`${OWN}code`, code),
    verification: [{ verified: isYes, verifiedWith: patientOf(proof), verificationDate: confirmedAt }],
    provision: {
      type: isYes ? 'permit' : 'deny',
      period: { start: validFrom, ...(validUntil && { end: validUntil }) },
      ...(scope.recipients?.length && {
        actor: scope.recipients.map(({ id: value, label }) => ({
          role: coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'),
          reference: { identifier: { value }, display: label },
        })),
      }),
    },
    extension: writeMembers(OWN, { proof: { ...proof, previous: proof.previous ?? undefined } }),
  };
}

function documentOf(proof: ConsentProof, text: string): Resource {
  return {
    resourceType: 'DocumentReference',
    id: `text-${proof.id}`,
    status: 'current',
    type: coded(LOINC, CATEGORIES[CONSENT_KINDS[proof.code]]),
    subject: patientOf(proof),
    date: proof.confirmedAt,
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          ...(proof.text && { language: proof.text.language, title: `${proof.text.id} ${proof.text.version}` }),
          data: toBase64(text),
        },
      },
    ],
  };
}

function personOf(proof: ConsentProof, index: number): Resource {
  const { capacity, name, verification } = proof.givenBy[index]!;
  return {
    resourceType: 'RelatedPerson',
    id: `giver-${index}-${proof.id}`,
    patient: patientOf(proof),
    relationship: [coded(`${OWN}capacity`, capacity)],
    ...(name !== undefined && { name: [{ text: name }] }),
    ...(verification && { extension: writeMembers(OWN, { verification }) }),
  };
}

function provenanceOf(proof: ConsentProof): Resource {
  const { collectedBy, structure, confirmedAt, method, evidence, seal } = proof;
  const who = {
    display: collectedBy.name,
    ...(collectedBy.rpps !== undefined && { identifier: { system: RPPS, value: collectedBy.rpps } }),
  };
  return {
    resourceType: 'Provenance',
    id: `provenance-${proof.id}`,
    target: [{ reference: urlOf(`consent-${proof.id}`) }],
    recorded: confirmedAt,
    agent: [
      {
        type: coded('http://terminology.hl7.org/CodeSystem/provenance-participant-type', 'author'),
        who,
        onBehalfOf: organizationOf(structure),
      },
    ],
    // What was drawn or typed is kept apart: here is what method it was, and the digests that find it again.
    ...(method !== 'oral' && {
      signature: [
        {
          type: [
            { system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.7', display: 'Consent Signature' },
          ],
          when: confirmedAt,
          who,
          extension: writeMembers(OWN, { method, ...(evidence && { evidence }) }),
        },
      ],
    }),
    extension: writeMembers(OWN, { hash: seal.hash }),
  };
}

function patientOf({ patient }: ConsentProof) {
  return { identifier: { value: patient.id } };
}

function organizationOf({ name, finess }: ConsentProof['structure']) {
  return { display: name, ...(finess !== undefined && { identifier: { system: FINESS, value: finess } }) };
}

function urlOf(id: string): string {
  return `${OWN}${id}`;
}

function coded(system: string, code: string) {
  return { coding: [{ system, code }] };
}

/** In pages and on servers alike, and not among the types of a package that is neither. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const btoa: (bytes: string) => string;

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
