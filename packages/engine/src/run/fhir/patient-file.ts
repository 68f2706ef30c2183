import type { ConsentRecord, Instant, RunPatient } from '@relais/model';
import { consentBundle } from '../../consent/index.ts';
import { FRENCH_CORE, identityReliabilityOf, isFrenchPatient } from './french-core.ts';
import { fhirIdOf, runBundle } from './write-bundle.ts';
import type { RunTold } from './write-bundle.ts';

interface Resource {
  readonly [member: string]: unknown;
  readonly resourceType: string;
}

interface Entry {
  readonly fullUrl?: string;
  readonly resource: Resource;
  readonly search: { readonly mode: 'match' | 'include' | 'outcome' };
}

/** What `Patient/{id}/$everything` answers with; https://hl7.org/fhir/R4/patient-operation-everything.html */
export interface PatientFile {
  readonly resourceType: 'Bundle';
  readonly type: 'searchset';
  readonly timestamp: Instant;
  readonly total: 1;
  readonly entry: readonly Entry[];
}

/** All that is handed over about a patient. */
export interface PatientTold {
  readonly id: string;
  readonly runs: readonly RunTold[];
  readonly consents: readonly ConsentRecord[];
  /** There are older runs than those of `runs`. */
  readonly isCut: boolean;
}

const OWN = 'urn:relais:patient:';
/** A file that is not everything says so, since nobody sees it in what is there. In French, as the rest of it. */
const LEFT_OUT =
  'Ce dossier réunit les consentements du patient et les passages de protocole auxquels la personne qui l’a remis a pris part. N’y sont pas\xa0: les passages des autres, les photographies, les commentaires, les rendez-vous et les visites.';
const CUT = 'Seuls les passages les plus récents y sont.';

/**
 * The file of one patient for other software: the patient, every run and every consent with what goes with them, in one Bundle whose references are
 * to what is in it, by `fullUrl`. `readConsents` takes its consents in again.
 *
 * @param at - when it is made
 */
export function patientFile(told: PatientTold, at: Instant): PatientFile {
  const { id, runs, consents, isCut } = told;
  const known = runs.toSorted((one, other) => other.run.startedAt.localeCompare(one.run.startedAt))[0]?.run.patient;
  const patient = { fullUrl: `${OWN}${id}`, resource: patientOf(id, known) };
  const ofRuns = runs.flatMap((one) => runBundle(one).entry);
  const urls = new Map(ofRuns.map(({ fullUrl, resource }) => [nameOf(resource), fullUrl]));
  const refer = (value: unknown) => withReferences(value, (reference) => referTo(reference, urls, id));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    timestamp: at,
    total: 1,
    entry: [
      { ...patient, search: { mode: 'match' } },
      ...ofRuns.map(({ fullUrl, resource }) => included(fullUrl, refer(resource) as Resource)),
      // To the letter, for what says anything else than its proof does is taken for none; they name the patient by the identifier.
      ...consentBundle(consents).entry.map(({ fullUrl, resource }) => included(fullUrl, resource)),
      { resource: outcomeOf(isCut ? [LEFT_OUT, CUT] : [LEFT_OUT]), search: { mode: 'outcome' } },
    ],
  };
}

function included(fullUrl: string, resource: Resource): Entry {
  return { fullUrl, resource, search: { mode: 'include' } };
}

/**
 * As the latest run knows them; of somebody who has none there is the id alone. The name has no `use`: a run does not ask whether it is that of birth.
 */
function patientOf(id: string, known: RunPatient | undefined): Resource {
  const { familyName, givenName, birthDate, sex, commune, identityStatus } = known ?? {};
  const name = { family: familyName, given: givenName === undefined ? undefined : [givenName] };
  return {
    resourceType: 'Patient',
    id: fhirIdOf(id),
    meta: known && isFrenchPatient(known) ? { profile: [FRENCH_CORE.patient] } : undefined,
    identifier: [{ value: id }],
    name: familyName === undefined && givenName === undefined ? undefined : [name],
    gender: sex,
    birthDate,
    address: commune === undefined ? undefined : [{ city: commune }],
    extension: identityStatus === undefined ? undefined : [identityReliabilityOf(identityStatus)],
  };
}

type Reference = Readonly<Record<string, unknown>>;

/** To what is in the Bundle where it names that; whom it does not hold, professionals and organisations, stay named by their numbers. */
function referTo(value: Reference, urls: ReadonlyMap<string, string>, patientId: string): Reference {
  const { reference, identifier } = value;
  if (typeof reference === 'string') return { ...value, reference: urls.get(reference) ?? reference };
  const { system, value: number } = (identifier ?? {}) as Readonly<Record<string, unknown>>;
  return system === undefined && number === patientId ? { reference: `${OWN}${patientId}`, ...value } : value;
}

/** What was answered and what stands in extensions is no reference of ours. */
const KEPT_AS_IT_IS = new Set(['item', 'extension']);

function withReferences(value: unknown, refer: (reference: Reference) => Reference): unknown {
  if (Array.isArray(value)) return value.map((one) => withReferences(one, refer));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [
    name,
    KEPT_AS_IT_IS.has(name) ? member : withReferences(member, refer),
  ]);
  const written = Object.fromEntries(members);
  const isReference = typeof written['reference'] === 'string' || 'identifier' in written;
  return isReference && !('resourceType' in written) ? refer(written) : written;
}

function nameOf({ resourceType, id }: Resource): string {
  return `${resourceType}/${String(id)}`;
}

function outcomeOf(texts: readonly string[]): Resource {
  return {
    resourceType: 'OperationOutcome',
    issue: texts.map((text) => ({ severity: 'information', code: 'informational', diagnostics: text })),
  };
}
