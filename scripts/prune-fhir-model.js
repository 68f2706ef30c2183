/**
 * Writes `packages/engine/src/questionnaire/fhirpath/r4-types.ts`: the part of the R4 model of `fhirpath` that forms need, in a
 * shape a page can load. The whole model is 542 kB, most of it resources no form ever reads.
 *
 *     node scripts/prune-fhir-model.js [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../packages/engine/package.json', import.meta.url));
const target = new URL('../packages/engine/src/questionnaire/fhirpath/r4-types.ts', import.meta.url);

/** What forms are given as context, ask for, or are turned into. */
const RESOURCES =
  `QuestionnaireResponse Questionnaire Patient RelatedPerson Person Practitioner PractitionerRole Organization
  Location HealthcareService Encounter EpisodeOfCare Appointment Observation Condition AllergyIntolerance Procedure Immunization
  Medication MedicationRequest MedicationStatement DiagnosticReport ServiceRequest CarePlan CareTeam Consent Communication
  Coverage Device FamilyMemberHistory Flag Goal Group Task DocumentReference RiskAssessment ClinicalImpression Bundle Parameters
  ValueSet CodeSystem OperationOutcome Provenance`.split(/\s+/);
const TYPES =
  `Element BackboneElement Resource DomainResource Extension Address Age Annotation Attachment CodeableConcept Coding
  ContactDetail ContactPoint Count Distance Dosage Duration Expression HumanName Identifier Meta Money MoneyQuantity Narrative
  Period Quantity Range Ratio Reference SampledData Signature SimpleQuantity Timing UsageContext base64Binary boolean canonical
  code date dateTime decimal id instant integer markdown oid positiveInt string time unsignedInt uri url uuid xhtml`.split(
    /\s+/,
  );

/** Elements that every element, and every resource, has: written once by the loader. */
const OF_ELEMENTS = /(^|\.)(id|extension|modifierExtension)$/;
const OF_RESOURCES = /^(implicitRules|language|meta|text|contained)$/;

/** @typedef {Record<string, string | { code: string }>} Types */

/** @param {string} name */
const load = (name) => require(`fhirpath/fhir-context/r4/${name}.json`);
/** @type {Types} */
const path2Type = load('path2Type');
/** @type {Record<string, string[]>} */
const choices = load('choiceTypePaths');
/** @type {Record<string, string>} */
const parents = load('type2Parent');
/** @type {Record<string, string>} */
const elsewhere = load('pathsDefinedElsewhere');
const repeating = new Set(load('path2Repeating'));
const kept = new Set([...RESOURCES, ...TYPES]);

/** @param {string} path */
function typeOf(path) {
  const type = path2Type[path];
  return typeof type === 'object' ? type.code : type;
}

/**
 * What an element is, by its path below the type it stands in: its type, with `*` when it repeats; the types of a choice.
 *
 * @param {string} head
 */
function elementsOf(head) {
  /** @type {Record<string, string>} */
  const elements = {};
  const choicePaths = Object.keys(choices).filter((path) => path.startsWith(`${head}.`));
  for (const path of choicePaths) {
    const types = (choices[path] ?? []).map((suffix) => typeOf(path + suffix)).filter((type) => type && kept.has(type));
    elements[`${path.slice(head.length + 1)}[x]`] = types.join('|');
  }
  for (const path of Object.keys(path2Type)) {
    const name = path.slice(head.length + 1);
    const isChoice = choicePaths.some((choice) => choices[choice]?.some((suffix) => path === choice + suffix));
    if (!path.startsWith(`${head}.`) || isChoice || OF_ELEMENTS.test(name)) continue;
    if (RESOURCES.includes(head) && OF_RESOURCES.test(name)) continue;
    elements[name] = `${typeOf(path)}${repeating.has(path) ? '*' : ''}`;
  }
  return elements;
}

/** The type said last for a name. @type {Map<string, string>} */
const said = new Map();

/**
 * Elements as text: `name:type`; `name` alone when its type is the one said last for that name; `name(…)` for a backbone element
 * and what it holds.
 *
 * @param {Record<string, string>} elements
 * @param {string} [holder] Path of what holds them, with a dot after it.
 * @returns {string}
 */
function write(elements, holder = '') {
  const names = Object.keys(elements).flatMap((path) => (path.startsWith(holder) ? path.slice(holder.length) : []));
  const own = names.filter((name) => !name.includes('.')).sort();
  return own
    .map((name) => {
      const path = holder + name;
      const type = elements[path] ?? '';
      const isBackbone = type.startsWith('BackboneElement') && names.some((other) => other.startsWith(`${name}.`));
      const inner = isBackbone || type.startsWith('Element') ? `(${write(elements, `${path}.`)})` : '';
      if (isBackbone) return `${name}${type.endsWith('*') ? '*' : ''}${inner}`;
      if (said.get(name) === type && !inner) return name;
      said.set(name, type);
      return `${name}:${type}${inner}`;
    })
    .join(' ');
}

const blocks = [...kept].map((head) => `${head} ${parents[head] ?? ''};${write(elementsOf(head))}`);
const links = Object.entries(elsewhere)
  .filter(([path]) => kept.has(path.split('.')[0] ?? ''))
  .map(([path, source]) => `${path} ${source}`);

const text = `/** Made by scripts/prune-fhir-model.js from the R4 model of fhirpath ${require('fhirpath/package.json').version}; not edited by hand. */
export const types = \`${blocks.join('\n')}\`;

/** Elements whose content is that of another: \`Questionnaire.item.item\`. */
export const links = \`${links.join('\n')}\`;
`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('r4-types.ts is not what scripts/prune-fhir-model.js makes; run it.');
  process.exitCode = 1;
}
