import type { Extension } from '@relais/model/fhir';

/** Anything that may carry extensions. */
export interface Extended {
  extension?: Extension[];
}

/** HL7's own extensions, from the core (with or without `questionnaire-`) and from SDC; anybody else's keep their URL. */
const HL7 = /^http:\/\/hl7\.org\/fhir\/(?:uv\/sdc\/)?StructureDefinition\/(?:sdc-)?(?:questionnaire-)?/;
const names = new Map<string, string>();

/** `http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression` → `calculatedExpression`. */
export function nameOf(url: string): string {
  let name = names.get(url);
  if (name === undefined) {
    if (names.size > 1000) names.clear();
    names.set(url, (name = url.replace(HL7, '')));
  }
  return name;
}

/** The extensions of an element with this short name. */
export function extensionsOf(element: Extended | undefined, name: string): Extension[] {
  return list(element).filter((part) => isNamed(part, name));
}

export function extensionOf(element: Extended | undefined, name: string): Extension | undefined {
  return list(element).find((part) => isNamed(part, name));
}

/** Extensions also stand on values, which nobody has read before: they may be anything. */
function list(element: Extended | undefined): readonly Extension[] {
  const extension: unknown = element?.extension;
  return Array.isArray(extension) ? (extension as Extension[]) : [];
}

function isNamed(part: Extension | null, name: string): boolean {
  return typeof part?.url === 'string' && nameOf(part.url) === name;
}

/** The value of an element that keeps it under one `value…` key, with that key; extensions, options, answers, initial values. */
export function valueOf(element: object | undefined, prefix = 'value'): { key: string; value: unknown } | undefined {
  for (const key in element) {
    if (key.startsWith(prefix) && key !== prefix) return { key, value: (element as Record<string, unknown>)[key] };
  }
  return undefined;
}

/** The value of the first extension with this short name. */
export function readExtension(element: Extended | undefined, name: string): unknown {
  return valueOf(extensionOf(element, name))?.value;
}

export function readText(element: Extended | undefined, name: string): string | undefined {
  const value = readExtension(element, name);
  return typeof value === 'string' ? value : undefined;
}

/** What FHIR keeps beside a primitive: its extensions, under the name with `_`. */
export function besides(element: object | undefined, property: string): Extended | undefined {
  const value = (element as Record<string, unknown> | undefined)?.[`_${property}`];
  return typeof value === 'object' && value !== null ? value : undefined;
}
