import { r4Model } from '../fhirpath/r4-model.ts';
import { isObject } from '../values.ts';

/** An element of a resource, as the model knows it. */
export interface ElementType {
  /** Path its children are found under: a data type, or the path itself for a backbone element. */
  readonly path: string;
  readonly type: string;
  readonly repeats: boolean;
  /** Name of the property; a choice gets the name of its type. */
  readonly property: string;
  readonly choices: readonly string[] | undefined;
}

/** The element a name leads to from a path (`Patient`, `HumanName`); undefined when the model has none. */
export function elementAt(parent: string, name: string): ElementType | undefined {
  const { path2Type, path2Repeating, choiceTypePaths, pathsDefinedElsewhere, type2Parent } = r4Model();
  const property = name.replace(/\[x\]$/, '');
  for (let at: string | undefined = parent; at; at = type2Parent[at]) {
    const full = `${at}.${property}`;
    const path = pathsDefinedElsewhere[full] ?? full;
    const choices = choiceTypePaths[path];
    const type = path2Type[path];
    if (!type && !choices) continue;
    const isOwn = type === 'BackboneElement' || type === 'Element';
    return {
      path: isOwn ? path : (type ?? path),
      type: type ?? '',
      repeats: path2Repeating[full] === true,
      property,
      choices,
    };
  }
  return undefined;
}

/** A value as an element of another type, where that can be done without loss of meaning; undefined where it cannot. */
export function cast(value: unknown, from: string, to: string): unknown {
  if (from === to || to === '') return value;
  // Ids are strings of the system, not of FHIR.
  if (to === 'System.String') return typeof value === 'string' ? value : undefined;
  if (!isObject(value)) return castPrimitive(value, from, to);
  if (from === 'Coding') {
    if (to === 'CodeableConcept') return { coding: [value] };
    if (to === 'code' || to === 'uri' || to === 'id') return value['code'];
    return to === 'string' || to === 'markdown' ? (value['display'] ?? value['code']) : undefined;
  }
  if (from === 'Quantity') {
    if (['decimal', 'integer', 'positiveInt', 'unsignedInt'].includes(to)) return value['value'];
    return /Quantity|Age|Duration|Count|Distance/.test(to) ? value : undefined;
  }
  return undefined;
}

const TEXTS = ['string', 'uri', 'url', 'canonical', 'code', 'id', 'oid', 'uuid', 'markdown', 'base64Binary'];
const NUMBERS = ['integer', 'decimal', 'positiveInt', 'unsignedInt'];

function castPrimitive(value: unknown, from: string, to: string): unknown {
  if ([TEXTS, NUMBERS].some((family) => family.includes(from) && family.includes(to))) return value;
  if (from === 'date' && to === 'dateTime') return value;
  if (from === 'dateTime' && to === 'date') return String(value).slice(0, 10);
  if (from === 'dateTime' && to === 'instant') return value;
  if (to === 'CodeableConcept' || to === 'HumanName' || to === 'Annotation' || to === 'Address')
    return { text: String(value) };
  if (NUMBERS.includes(from) && to === 'Quantity') return { value };
  return to === 'string' ? String(value) : undefined;
}

/** The FHIR type of a value an expression gave. */
export function typeOfJson(value: unknown): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  if (typeof value === 'string') return 'string';
  const object = value as Record<string, unknown>;
  if ('reference' in object) return 'Reference';
  return 'value' in object ? 'Quantity' : 'Coding';
}
