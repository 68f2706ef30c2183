import { links, types } from './r4-types.ts';

/** The model `fhirpath` takes, for the resources forms use. */
export interface FhirModel {
  version: 'r4';
  score: { extensionURI: string[] };
  choiceTypePaths: Record<string, string[]>;
  pathsDefinedElsewhere: Record<string, string>;
  type2Parent: Record<string, string>;
  path2Type: Record<string, string>;
  path2TypeWithoutElements: Record<string, string>;
  path2Repeating: Record<string, true>;
  path2RefType: Record<string, string[]>;
  resourcesWithUrlParam: Record<string, true>;
  availableTypes: Set<string>;
}

const OF_RESOURCES = { implicitRules: 'uri', language: 'code', meta: 'Meta' };
const OF_DOMAIN_RESOURCES = {
  text: 'Narrative',
  contained: 'Resource*',
  extension: 'Extension*',
  modifierExtension: 'Extension*',
};
let model: FhirModel | undefined;

/** Unpacks the model; once, some 2 ms. */
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
    resourcesWithUrlParam: {},
    availableTypes: new Set(),
  };
  const said = new Map<string, string>();
  for (const block of types.split('\n')) unpackType(result, block, said);
  return result;
}

function unpackType(model: FhirModel, block: string, said: Map<string, string>): void {
  const [first = '', elements = ''] = block.split(';');
  const [head = '', parent] = first.split(' ');
  if (parent) model.type2Parent[head] = parent;
  for (const type of [head, parent]) if (type) model.availableTypes.add(type);
  const isDomain = parent === 'DomainResource' || head === 'DomainResource';
  const common = isDomain || parent === 'Resource' || head === 'Resource' ? OF_RESOURCES : {};
  const domain = isDomain ? OF_DOMAIN_RESOURCES : { ...(!('meta' in common) && { extension: 'Extension*' }) };
  const modifier = [head, parent].includes('BackboneElement') ? { modifierExtension: 'Extension*' } : {};
  const all = { ...elementsOf(elements, said), id: 'System.String', ...common, ...domain, ...modifier };
  for (const [name, type] of Object.entries(all)) addElement(model, `${head}.${name}`, type);
}

/** Elements by their paths, as `scripts/prune-fhir-model.js` writes them. */
function elementsOf(text: string, said: Map<string, string>): Record<string, string> {
  const elements: Record<string, string> = {};
  const holders: string[] = [];
  for (const [, name, written, repeats = '', opens] of text.matchAll(/([\w[\]]+)(?::([\w.|]+\*?))?(\*?)(\()?|\)/g)) {
    if (name === undefined) {
      holders.pop();
      continue;
    }
    if (written) said.set(name, written);
    const path = [...holders, name].join('.');
    elements[path] = opens && !written ? `BackboneElement${repeats}` : (said.get(name) ?? '');
    if (opens) holders.push(name);
  }
  return elements;
}

function addElement(model: FhirModel, path: string, written: string): void {
  if (path.endsWith('[x]')) {
    const choice = path.slice(0, -3);
    const offered = written.split('|');
    model.choiceTypePaths[choice] = offered.map(capitalize);
    for (const one of offered) addElement(model, choice + capitalize(one), one);
    return;
  }
  const type = written.replace('*', '');
  if (type !== written) model.path2Repeating[path] = true;
  model.path2Type[path] = type;
  if (type !== 'Element' && type !== 'BackboneElement') {
    model.path2TypeWithoutElements[path] = type;
    return;
  }
  addElement(model, `${path}.id`, 'System.String');
  addElement(model, `${path}.extension`, 'Extension*');
  if (type === 'BackboneElement') addElement(model, `${path}.modifierExtension`, 'Extension*');
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
