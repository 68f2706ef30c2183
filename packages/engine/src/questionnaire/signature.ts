/** The extension of a signature, on the response or on one of its items. */
export const SIGNATURE = 'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature';
