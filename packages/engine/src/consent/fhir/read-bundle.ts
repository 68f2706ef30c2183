import { ConsentRecord } from '@relais/model';
import { canonicalJson } from '../../core/canonical.ts';
import { readMembers } from '../../core/fhir-extensions.ts';
import { OWN } from './identifiers.ts';
import { resourcesOf } from './write-bundle.ts';

interface Resource {
  readonly [member: string]: unknown;
  readonly extension?: readonly { url: string }[];
}

/** A Consent of a Bundle, and the proof in it; or why it is taken for none. */
export interface ReadConsent {
  /** As the Bundle names it. */
  readonly id: string;
  readonly record?: ConsentRecord;
  readonly reasons: readonly string[];
}

/**
 * The Consents of a Bundle, in the order of the patient’s chain, none of them verified yet. What `consentBundle` has written gives its proofs back,
 * if the resources still say what the proof does. A Consent of others says too little to be one and is not made one.
 */
export function readConsents(source: unknown): ReadConsent[] {
  const resources = resourcesIn(source);
  const texts = new Map(resources.filter(isOf('DocumentReference')).map((one) => [one['id'], textOf(one)]));
  return resources
    .filter(isOf('Consent'))
    .map((consent) => readConsent(consent, resources, texts))
    .sort((one, other) => (one.record?.proof.sequence ?? 0) - (other.record?.proof.sequence ?? 0));
}

/** The proofs in a Bundle that `consentBundle` has written, in its order, not verified yet. Undefined for what holds none. */
export function recordsOfBundle(source: unknown): ConsentRecord[] | undefined {
  const records = readConsents(source).flatMap(({ record }) => record ?? []);
  return records.length > 0 ? records : undefined;
}

function readConsent(
  consent: Resource,
  resources: readonly Resource[],
  texts: ReadonlyMap<unknown, string | undefined>,
): ReadConsent {
  const id = typeof consent['id'] === 'string' ? consent['id'] : '';
  const { proof } = readMembers(OWN, consent) as { proof?: Record<string, unknown> };
  if (!proof) return { id, reasons: ['holds no proof: no digest of the text that was shown, no second moment'] };
  const text = texts.get(`text-${String(proof['id'])}`);
  // The first proof of a patient follows none, which no extension can say.
  const read = ConsentRecord.safeParse({ proof: { previous: null, ...proof }, ...(text !== undefined && { text }) });
  if (!read.success)
    return {
      id,
      reasons: read.error.issues.slice(0, 20).map(({ path }) => `${path.map(String).join('.')} is not right`),
    };
  const reasons = contradictionsIn(read.data, resources);
  return reasons.length > 0 ? { id, reasons } : { id, record: read.data, reasons };
}

/** What a server may add to any resource, or may have changed since: a Consent is inactive once another has withdrawn it. */
const NOT_COMPARED = ['extension', 'status'];

/** Where resources say something else than the proof: whoever reads FHIR would read what nobody has decided. */
function contradictionsIn(record: ConsentRecord, resources: readonly Resource[]): string[] {
  return resourcesOf(record, false).flatMap((expected) => {
    const { resourceType: type, id } = expected;
    const found = resources.find((one) => one['resourceType'] === type && one['id'] === id);
    if (!found) return [`${type} ${String(id)} is missing`];
    const members = Object.keys(expected).filter((name) => !NOT_COMPARED.includes(name));
    return members
      .filter((name) => !isSame(expected[name], found[name]))
      .map((name) => `${type}.${name} is not what the proof says`);
  });
}

function isSame(expected: unknown, found: unknown): boolean {
  try {
    return canonicalJson(expected) === canonicalJson(found);
  } catch {
    // Numbers that no proof has.
    return false;
  }
}

function resourcesIn(source: unknown): Resource[] {
  const entries = isObject(source) && source['resourceType'] === 'Bundle' ? source['entry'] : undefined;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) =>
    isObject(entry) && isObject(entry['resource']) ? [entry['resource']] : [],
  );
}

function isOf(type: string) {
  return (resource: Resource): boolean => resource['resourceType'] === type;
}

function isObject(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null;
}

declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };
declare const atob: (text: string) => string;

function textOf(document: Resource): string | undefined {
  const [content] = Array.isArray(document['content']) ? (document['content'] as unknown[]) : [];
  const attachment = isObject(content) && isObject(content['attachment']) ? content['attachment'] : undefined;
  const data = attachment?.['data'];
  if (typeof data !== 'string') return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
