import type { IdentityStatus, RunPatient } from '@relais/model';

const BASE = 'https://hl7.fr/ig/fhir/core';

/** What we name of French core (Interop’Santé), in the version whose rules are held to; all its addresses stand here. */
export const FRENCH_CORE = {
  patient: `${BASE}/StructureDefinition/fr-core-patient|2.2.0`,
  identityReliability: `${BASE}/StructureDefinition/fr-core-identity-reliability`,
  identityStatus: `${BASE}/CodeSystem/fr-core-cs-identity-status`,
} as const;

/** The four standings of an identity by the RNIV (EXI SI 07), as French core writes them. */
const STATUS_CODES: Readonly<Record<IdentityStatus, string>> = {
  provisional: 'PROV',
  recovered: 'RECUP',
  validated: 'VALI',
  qualified: 'QUAL',
};

export function identityReliabilityOf(status: IdentityStatus) {
  const valueCoding = { system: FRENCH_CORE.identityStatus, code: STATUS_CODES[status] };
  return { url: FRENCH_CORE.identityReliability, extension: [{ url: 'identityStatus', valueCoding }] };
}

/**
 * Whether what is known of a patient makes a `fr-core-patient`: a name and a birth date, which its European parent requires (patient-eu-core), and a
 * gender, where there is one, other than `other`. It is never a `fr-core-patient-ins`: no INS is kept here, nor where somebody was born.
 */
export function isFrenchPatient({ familyName, givenName, birthDate, sex }: RunPatient): boolean {
  const hasName = familyName !== undefined || givenName !== undefined;
  return hasName && birthDate !== undefined && sex !== 'other';
}
