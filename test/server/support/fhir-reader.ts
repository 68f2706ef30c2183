/** A reader of FHIR Bundles that knows nothing of ours: what another program would look at. */

export interface Resource {
  readonly [member: string]: unknown;
  readonly resourceType: string;
}

/** Members whose least number is 1, of the resources that can be in a file: https://hl7.org/fhir/R4/, each on its page. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Patient: [],
  CarePlan: ['status', 'intent', 'subject'],
  QuestionnaireResponse: ['status'],
  DetectedIssue: ['status'],
  Procedure: ['status', 'subject'],
  Task: ['status', 'intent'],
  Composition: ['status', 'type', 'date', 'author', 'title'],
  Consent: ['status', 'scope', 'category'],
  DocumentReference: ['status', 'content'],
  RelatedPerson: ['patient'],
  Provenance: ['target', 'recorded', 'agent'],
  OperationOutcome: ['issue'],
};
/** https://hl7.org/fhir/R4/datatypes.html#id */
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

interface Entry {
  readonly fullUrl?: string;
  readonly resource: Resource;
}

function entriesOf(bundle: unknown): readonly Entry[] {
  const { resourceType, entry } = bundle as { readonly resourceType: string; readonly entry: readonly Entry[] };
  if (resourceType !== 'Bundle') throw new TypeError(`A Bundle was expected, here is ${resourceType}`);
  return entry;
}

/** The resources of a Bundle, and what is wrong with them or with how they stand in it. */
export function readFile(bundle: unknown) {
  const entries = entriesOf(bundle);
  const urls = entries.flatMap(({ fullUrl }) => fullUrl ?? []);
  const faults = entries.flatMap(({ fullUrl, resource }) => {
    const { resourceType: type, id } = resource;
    const required = REQUIRED[type];
    if (!required) return [`${type} is not expected`];
    const isOutcome = type === 'OperationOutcome';
    return [
      ...required.filter((name) => resource[name] === undefined).map((name) => `${type} has no ${name}`),
      ...emptyIn(resource, type),
      ...(isOutcome || (typeof id === 'string' && ID.test(id)) ? [] : [`${type} has no id`]),
      ...(isOutcome || fullUrl !== undefined ? [] : [`${type} has no fullUrl`]),
    ];
  });
  const twice = urls.filter((url, index) => urls.indexOf(url) !== index).map((url) => `${url} stands twice (bdl-7)`);
  return { resources: entries.map(({ resource }) => resource), faults: [...faults, ...twice] };
}

/** FHIR's JSON has no empty list, object or text, and no null. */
function emptyIn(value: unknown, path: string): string[] {
  if (value === null || value === '') return [`${path} is empty`];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  if (members.length === 0) return [`${path} is empty`];
  return members.flatMap(([name, member]) => emptyIn(member, `${path}.${name}`));
}

/** References that name nothing in the Bundle; those by number alone lead outside on purpose. */
export function unresolvedIn(bundle: unknown): string[] {
  const entries = entriesOf(bundle);
  const urls = new Set(entries.map(({ fullUrl }) => fullUrl));
  return entries.flatMap(({ resource }) => referencesIn(resource)).filter((reference) => !urls.has(reference));
}

/** What the references in a resource lead to, as they stand. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { reference } = value as { readonly reference?: unknown };
  return [...(typeof reference === 'string' ? [reference] : []), ...Object.values(value).flatMap(referencesIn)];
}
