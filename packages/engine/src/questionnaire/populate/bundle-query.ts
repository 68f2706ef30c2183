import type { Bundle, CodeableConcept, Coding, Reference, Resource } from '@relais/model/fhir';
import { compareMoments } from '../compare.ts';
import { isObject } from '../values.ts';

/** Thrown for a search this bundle cannot answer; the form then goes on without it and says so. */
export class QueryUnsupportedError extends Error {}

type Test = (resource: Resource, value: string) => boolean;

/** The search parameters answered, by name; any other would be answered wrongly if it were ignored. */
const parameters: Partial<Record<string, Test>> = {
  _id: (resource, value) => value.split(',').includes(resource.id ?? ''),
  patient: refersTo,
  subject: refersTo,
  code: (resource, value) => hasToken(resource['code'], value),
  category: (resource, value) => hasToken(resource['category'], value),
  identifier: (resource, value) => list(resource['identifier']).some((part) => matches(part as Identifier, value)),
  status: (resource, value) => value.split(',').includes(String(resource['status'])),
  'clinical-status': (resource, value) => hasToken(resource['clinicalStatus'], value),
  active: (resource, value) => String(resource['active']) === value,
  date: (resource, value) => isAtDate(dateOf(resource), value),
};

interface Identifier {
  system?: string;
  value?: string;
}

/**
 * Answers a form's `application/x-fhir-query` from a bundle the host has at hand, without a server: by type, id, subject, code,
 * category, status, identifier and date, with `_sort` by date and `_count`.
 */
export function bundleQuery(bundle: Bundle): (query: string) => Promise<Bundle> {
  return (query) => new Promise((resolve) => resolve(search(bundle, query)));
}

/** `a=1&b=x%20y`, without the DOM's `URLSearchParams`. */
function readParameters(search: string): [name: string, value: string][] {
  const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
  return search.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [decode(name), decode(value.join('='))];
  });
}

function search(bundle: Bundle, query: string): Bundle {
  const [path = '', search = ''] = query.split('?');
  const [type, id] = path.replace(/^\//, '').split('/');
  const given = readParameters(search).filter(([, value]) => value !== '');
  if (id !== undefined) given.push(['_id', id]);
  let found: Resource[] = (bundle.entry ?? []).flatMap(({ resource }) =>
    resource?.resourceType === type && resource ? resource : [],
  );
  for (const [name, value] of given) {
    if (['_sort', '_count', '_include', '_summary'].includes(name)) continue;
    const test = parameters[name];
    if (!test) throw new QueryUnsupportedError(`search parameter ${name}`);
    found = found.filter((resource) => test(resource, value));
  }
  const sort = given.find(([name]) => name === '_sort')?.[1];
  if (sort === 'date' || sort === '-date') found.sort(byDate(sort === 'date' ? 1 : -1));
  const count = Number(given.find(([name]) => name === '_count')?.[1] ?? Infinity);
  const entry = found.slice(0, count).map((resource) => ({ resource }));
  return { resourceType: 'Bundle', type: 'searchset', total: found.length, ...(entry.length > 0 && { entry }) };
}

function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

function refersTo(resource: Resource, value: string): boolean {
  const id = value.split('/').at(-1);
  return ['subject', 'patient'].some((name) => {
    const { reference } = isObject(resource[name]) ? (resource[name] as Reference) : {};
    return reference !== undefined && reference.split('/').at(-1) === id;
  });
}

/** Whether one of the codings of a concept is one of `code,system|code,…`. */
function hasToken(concepts: unknown, value: string): boolean {
  const codings = list(concepts).flatMap((concept) =>
    isObject(concept) ? ((concept as CodeableConcept).coding ?? []) : [],
  );
  return value
    .split(',')
    .some((token) => codings.some((coding: Coding) => matches({ ...coding, value: coding.code ?? '' }, token)));
}

function matches({ system, value }: Identifier, token: string): boolean {
  const [first = '', second] = token.split('|');
  return second === undefined
    ? value === first
    : value === second && (first === '' ? system === undefined : system === first);
}

const DATES = [
  'effectiveDateTime',
  'effectiveInstant',
  'authoredOn',
  'recordedDate',
  'onsetDateTime',
  'performedDateTime',
  'occurrenceDateTime',
  'issued',
  'date',
];

/** When a resource is about: its date, or the end of its period. */
export function dateOf(resource: Resource): string | undefined {
  for (const name of DATES) if (typeof resource[name] === 'string') return resource[name];
  for (const name of ['effectivePeriod', 'performedPeriod', 'period']) {
    const period = resource[name];
    if (isObject(period)) return (period['end'] ?? period['start']) as string | undefined;
  }
  return undefined;
}

function byDate(sign: number): (a: Resource, b: Resource) => number {
  // What has no date comes last either way.
  return (a, b) => {
    const [left, right] = [dateOf(a), dateOf(b)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return sign * (compareMoments(left, right) ?? (left < right ? -1 : 1));
  };
}

function isAtDate(date: string | undefined, value: string): boolean {
  const [, prefix = 'eq', moment = ''] = /^([a-z]{2})?(.*)$/.exec(value) ?? [];
  if (date === undefined) return false;
  // A day stands for all its hours: compare at the precision asked for.
  const order = compareMoments(date.slice(0, Math.max(moment.length, 4)), moment) ?? compareMoments(date, moment);
  if (order === undefined) return false;
  const tests: Record<string, boolean> = {
    eq: order === 0,
    ge: order >= 0,
    gt: order > 0,
    le: order <= 0,
    lt: order < 0,
  };
  return tests[prefix] ?? false;
}
