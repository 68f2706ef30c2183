import type { Model } from 'fhirpath';
import { links, types, withUrl } from './r4-types.ts';

/** The model of R4 as `fhirpath` takes it. */
export interface FhirModel extends Model {
  readonly availableTypes: Set<string>;
}

let model: FhirModel | undefined;

/** Unpacks the model; once, some 30 ms. */
export function r4Model(): FhirModel {
  return (model ??= unpack());
}

function unpack(): FhirModel {
  const result: FhirModel = {
    version: 'r4',
    score: {
      extensionURI: [
        'http://hl7.org/fhir/StructureDefinition/ordinalValue',
        'http://hl7.org/fhir/StructureDefinition/itemWeight',
      ],
    },
    choiceTypePaths: {},
    pathsDefinedElsewhere: Object.fromEntries(links.split('\n').map((line) => line.split(' ') as [string, string])),
    type2Parent: {},
    path2Type: {},
    path2TypeWithoutElements: {},
    path2Repeating: {},
    path2RefType: {},
    resourcesWithUrlParam: Object.fromEntries(withUrl.split(' ').map((name) => [name, true])),
    availableTypes: new Set(),
  };
  const known = new Map<string, Elements>();
  for (const line of types.split('\n')) addType(result, line, known);
  return result;
}

/** The elements of a type: their types as written, by their paths below it. */
type Elements = ReadonlyMap<string, string>;

/** Adds the type of a line, as `scripts/pack-fhir-model.js` writes it; those it inherits from are known by then. */
function addType(model: FhirModel, line: string, known: Map<string, Elements>): void {
  const [start = '', own] = line.split(';');
  const [head = '', parent = ''] = start.split(' ');
  if (parent) {
    model.type2Parent[head] = parent;
    model.availableTypes.add(head).add(parent);
  }
  if (own === undefined) return;
  const elements = new Map(known.get(parent));
  for (const [path, type] of readElements(own)) {
    elements.set(path, type);
    if (!isBackbone(type)) continue;
    for (const [name, inner] of known.get(type.replace('*', '')) ?? []) elements.set(`${path}.${name}`, inner);
  }
  known.set(head, elements);
  for (const [path, type] of elements) addElement(model, `${head}.${path}`, type);
}

function readElements(text: string): (readonly [string, string])[] {
  return text.split(' ').flatMap((element) => {
    const colon = element.indexOf(':');
    return colon > 0 ? [[element.slice(0, colon), element.slice(colon + 1)] as const] : [];
  });
}

function addElement(model: FhirModel, path: string, written: string): void {
  if (path.endsWith('[x]')) {
    addChoice(model, path.slice(0, -'[x]'.length), written.split('|'));
    return;
  }
  const [, type = '', repeats, references] = /^([\w.]+)(\*?)(?:\((.*)\))?$/.exec(written) ?? [];
  model.path2Type[path] = type;
  if (!isBackbone(type)) model.path2TypeWithoutElements[path] = type;
  if (repeats) model.path2Repeating[path] = true;
  if (references !== undefined) model.path2RefType[path] = references ? references.split(',') : [];
}

function addChoice(model: FhirModel, path: string, offered: readonly string[]): void {
  const suffixes = offered.map((type) => capitalize(type.replace(/\(.*/, '')));
  model.choiceTypePaths[path] = suffixes;
  offered.forEach((type, index) => addElement(model, path + suffixes[index]!, type));
}

/** Whether an element holds others of its own rather than those of a data type. */
function isBackbone(type: string): boolean {
  return /^(Backbone)?Element\*?$/.test(type);
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
