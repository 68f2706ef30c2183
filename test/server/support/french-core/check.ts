import { readFileSync } from 'node:fs';
import type { Resource } from '../fhir-reader.ts';

/** A rule of a profile, about what stands at a path: how often, which members, which values. */
interface Rule {
  readonly at: string;
  /** Only of those that have this value at this path. */
  readonly where?: Readonly<Record<string, string>>;
  readonly min?: number;
  readonly max?: number;
  readonly allOf?: readonly string[];
  readonly anyOf?: readonly string[];
  readonly in?: readonly unknown[];
  /** The profile it is from. */
  readonly from: string;
}

interface Profile {
  readonly profile: string;
  readonly type: string;
  readonly rules: readonly Rule[];
}

const FILES = ['fr-core-patient.json'];
const PROFILES = FILES.map((name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Profile);

/** The profiles that a resource claims to meet. */
export function claimsOf({ meta }: Resource): readonly string[] {
  return (meta as { readonly profile?: readonly string[] } | undefined)?.profile ?? [];
}

/** What keeps a resource from meeting the profiles it claims; one whose rules are not held here cannot be claimed. */
export function faultsOfClaims(resource: Resource): string[] {
  return claimsOf(resource).flatMap((claim) => {
    const profile = PROFILES.find((one) => one.profile === claim);
    return profile ? faultsIn(profile, resource) : [`${claim} is not known`];
  });
}

function faultsIn({ type, rules }: Profile, resource: Resource): string[] {
  if (resource.resourceType !== type) return [`${resource.resourceType} is no ${type}`];
  return rules.flatMap((rule) => breachesOf(rule, resource));
}

function breachesOf(
  { at, where = {}, min = 0, max = Infinity, allOf = [], anyOf, in: values, from }: Rule,
  resource: Resource,
): string[] {
  const found = valuesAt(resource, at).filter((one) =>
    Object.entries(where).every(([path, value]) => valuesAt(one, path).includes(value)),
  );
  const lacks = (member: string) => found.some((one) => valuesAt(one, member).length === 0);
  return [
    ...(found.length < min || found.length > max ? [`${at} stands ${found.length} times (${from})`] : []),
    ...allOf.filter(lacks).map((member) => `${at} has no ${member} (${from})`),
    ...(anyOf?.every(lacks) && found.length > 0 ? [`${at} has none of ${anyOf.join(', ')} (${from})`] : []),
    ...(values ? found.filter((one) => !values.includes(one)).map((one) => `${at} is ${String(one)} (${from})`) : []),
  ];
}

/** What stands at a path, of each item where lists are on the way. */
function valuesAt(value: unknown, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>(
      (found, name) => found.flatMap((one) => (one as Readonly<Record<string, unknown>> | null)?.[name] ?? []),
      [value],
    );
}
