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
  'contained*': 'Resource',
  'extension*': 'Extension',
  'modifierExtension*': 'Extension',
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
    pathsDefinedElsewhere: pairs(links.split('\n')),
    type2Parent: {},
    path2Type: {},
    path2TypeWithoutElements: {},
    path2Repeating: {},
    path2RefType: {},
    resourcesWithUrlParam: {},
    availableTypes: new Set(),
  };
  for (const block of types.split('\n')) unpackType(result, block);
  return result;
}

function unpackType(model: FhirModel, block: string): void {
  const [first = '', ...elements] = block.split(';');
  const [head = '', parent] = first.split(' ');
  if (parent) model.type2Parent[head] = parent;
  for (const type of [head, parent]) if (type) model.availableTypes.add(type);
  const isDomain = parent === 'DomainResource' || head === 'DomainResource';
  const common = isDomain || parent === 'Resource' || head === 'Resource' ? OF_RESOURCES : {};
  const domain = isDomain ? OF_DOMAIN_RESOURCES : { ...(!('meta' in common) && { 'extension*': 'Extension' }) };
  const modifier =
    head === 'BackboneElement' || parent === 'BackboneElement' ? { 'modifierExtension*': 'Extension' } : {};
  const all = { ...pairs(elements), id: 'System.String', ...common, ...domain, ...modifier };
  for (const [name, type] of Object.entries(all)) addElement(model, `${head}.${name}`, type);
}

function addElement(model: FhirModel, path: string, type: string): void {
  if (path.endsWith('[x]')) {
    const choice = path.slice(0, -3);
    const offered = type.split(' ');
    model.choiceTypePaths[choice] = offered.map(capitalize);
    for (const one of offered) addElement(model, choice + capitalize(one), one);
    return;
  }
  const name = path.replace(/\*$/, '');
  if (name !== path) model.path2Repeating[name] = true;
  model.path2Type[name] = type;
  if (type !== 'Element' && type !== 'BackboneElement') {
    model.path2TypeWithoutElements[name] = type;
    return;
  }
  addElement(model, `${name}.id`, 'System.String');
  addElement(model, `${name}.extension*`, 'Extension');
  if (type === 'BackboneElement') addElement(model, `${name}.modifierExtension*`, 'Extension');
}

function pairs(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(' ');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
