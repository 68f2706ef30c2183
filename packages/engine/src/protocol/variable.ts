/** An extension that names an expression (FHIR R4, `variable`): how a term or a parameter stands in a resource. */
export const VARIABLE = 'http://hl7.org/fhir/StructureDefinition/variable';

export function variableOf(name: string, expression: string) {
  return { url: VARIABLE, valueExpression: { name, language: 'text/fhirpath', expression } };
}
