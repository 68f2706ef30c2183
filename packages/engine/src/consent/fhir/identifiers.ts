/** What FHIR R4 has no element for, as extensions under these URLs. */
export const OWN = 'urn:relais:consent:';
export const LOINC = 'http://loinc.org';
/** « Patient consent », as the public French models have it; and the notice of privacy practices, for information under the GDPR. */
export const CATEGORIES = { consent: '59284-0', information: '57016-8' } as const;
export const SCOPES = 'http://terminology.hl7.org/CodeSystem/consentscope';
export const RPPS = 'https://rpps.esante.gouv.fr';
export const FINESS = 'https://finess.esante.gouv.fr';
