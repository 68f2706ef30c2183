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
 * `name: type`, `name*: type` for an element that repeats, `name[x]: types` for a choice.
 * @param {string} head
 */
function elementsOf(head) {
  const lines = [];
  const choicePaths = Object.keys(choices).filter((path) => path.startsWith(`${head}.`));
  for (const path of choicePaths) {
    const types = (choices[path] ?? []).map((suffix) => typeOf(path + suffix)).filter((type) => type && kept.has(type));
    lines.push(`${path.slice(head.length + 1)}[x] ${types.join(' ')}`);
  }
  for (const path of Object.keys(path2Type)) {
    const name = path.slice(head.length + 1);
    const isChoice = choicePaths.some((choice) => choices[choice]?.some((suffix) => path === choice + suffix));
    if (!path.startsWith(`${head}.`) || isChoice || OF_ELEMENTS.test(name)) continue;
    if (RESOURCES.includes(head) && OF_RESOURCES.test(name)) continue;
    lines.push(`${name}${repeating.has(path) ? '*' : ''} ${typeOf(path)}`);
  }
  return lines.sort();
}

const blocks = [...kept].map((head) => [`${head} ${parents[head] ?? ''}`.trim(), ...elementsOf(head)].join(';'));
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
