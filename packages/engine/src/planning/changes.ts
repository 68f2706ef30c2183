import type { Closure, ExtraOpening, Opening, Practice, Site, Territory } from '@relais/model';
import { canonicalJson } from '../core/canonical.ts';
import { compareLists } from './publication.ts';

export type TerritoryException = Closure | ExtraOpening;
export type Volunteer = NonNullable<Territory['volunteers']>[number];

interface Difference<Part extends string, Entry> {
  readonly part: Part;
  /** Absent of what is new. */
  readonly before?: Entry | undefined;
  /** Absent of what is gone. */
  readonly after?: Entry | undefined;
}

/** One thing that two territory files do not have alike. */
export type PlanningChange =
  | Difference<'opening', Opening>
  | Difference<'exception', TerritoryException>
  | Difference<'practice', Practice>
  | Difference<'site', Site>
  | Difference<'volunteer', Volunteer>
  /** One rule of the file, or one of its other members, by its name. */
  | (Difference<'rule' | 'other', unknown> & { readonly name: string });

/** What has changed from one file to another, as a person would say it: an opening whose hours are others is one change, not two. */
export function describeChanges(before: Territory, after: Territory): PlanningChange[] {
  return [
    ...named('practice', before.practices, after.practices),
    ...named('site', before.sites ?? [], after.sites ?? []),
    ...named('volunteer', before.volunteers ?? [], after.volunteers ?? []),
    ...listed('opening', before.openings, after.openings, isSameOpening),
    ...listed('exception', before.exceptions ?? [], after.exceptions ?? [], isSameException),
    ...members('rule', before.rules ?? {}, after.rules ?? {}),
    ...members('other', restOf(before), restOf(after)),
  ];
}

type NamedPart = 'practice' | 'site' | 'volunteer';
type EntryOf<Part extends PlanningChange['part']> = NonNullable<Extract<PlanningChange, { part: Part }>['after']>;

function named<Part extends NamedPart>(
  part: Part,
  before: readonly EntryOf<Part>[],
  after: readonly EntryOf<Part>[],
): PlanningChange[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const there = new Set(after.map(({ id }) => id));
  const changed = after.filter((entry) => !isSame(known.get(entry.id), entry));
  const changes = [
    ...changed.map((entry) => ({ part, before: known.get(entry.id), after: entry })),
    ...before.filter(({ id }) => !there.has(id)).map((entry) => ({ part, before: entry })),
  ];
  // One part, and entries of that part.
  return changes as unknown as PlanningChange[];
}

function listed<Part extends 'opening' | 'exception'>(
  part: Part,
  before: readonly EntryOf<Part>[],
  after: readonly EntryOf<Part>[],
  isSameThing: (one: EntryOf<Part>, other: EntryOf<Part>) => boolean,
): PlanningChange[] {
  const { gone, added } = compareLists(before, after);
  const left = [...gone];
  const changes: { part: Part; before?: EntryOf<Part>; after?: EntryOf<Part> }[] = added.map((entry) => {
    const place = left.findIndex((one) => isSameThing(one, entry));
    const [former] = place === -1 ? [] : left.splice(place, 1);
    return former === undefined ? { part, after: entry } : { part, before: former, after: entry };
  });
  changes.push(...left.map((entry) => ({ part, before: entry })));
  return changes as unknown as PlanningChange[];
}

/** An opening that has changed is still the one of these days, or of these hours. */
function isSameOpening(one: Opening, other: Opening): boolean {
  if (one.practiceId !== other.practiceId) return false;
  const hasSameHours = one.from === other.from && one.to === other.to;
  return hasSameHours || isSame([...one.days].sort(), [...other.days].sort());
}

function isSameException(one: TerritoryException, other: TerritoryException): boolean {
  if (one.type === 'opening')
    return other.type === 'opening' && one.practiceId === other.practiceId && one.date === other.date;
  if (other.type === 'opening') return false;
  return one.practiceId === other.practiceId && one.siteId === other.siteId && one.from === other.from;
}

function members(
  part: 'rule' | 'other',
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): PlanningChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !isSame(before[name], after[name]))
    .map((name) => ({ part, name, before: before[name], after: after[name] }));
}

const told = ['practices', 'sites', 'volunteers', 'openings', 'exceptions', 'rules'];

export function restOf(territory: Territory): Record<string, unknown> {
  return Object.fromEntries(Object.entries(territory).filter(([name]) => !told.includes(name)));
}

export function isSame(one: unknown, other: unknown): boolean {
  return one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other));
}
