import type { Territory } from '@relais/model';
import { isSame, restOf } from './changes.ts';
import { compareLists } from './publication.ts';

/** Something that both have changed, each otherwise: ours stands, and is to be looked at. */
export interface MergeConflict {
  readonly part: 'practice' | 'site' | 'volunteer' | 'opening' | 'exception' | 'rule' | 'other';
  /** Id of a named entry, name of a rule or member; of openings and exceptions the entry as ours has it, if ours still has it. */
  readonly subject: unknown;
}

export interface MergedTerritory {
  readonly territory: Territory;
  readonly conflicts: readonly MergeConflict[];
}

type Named = { readonly id: string };

/**
 * What we have changed since `base`, put on top of what somebody else has published meanwhile. Nothing of ours is lost: where both have changed
 * one thing, ours stands, and what both have made of one opening stands side by side until somebody decides.
 */
export function mergeTerritories(base: Territory, mine: Territory, theirs: Territory): MergedTerritory {
  const conflicts: MergeConflict[] = [];
  const note = (part: MergeConflict['part']) => (subject: unknown) => void conflicts.push({ part, subject });
  const rules = mergeMembers(base.rules ?? {}, mine.rules ?? {}, theirs.rules ?? {}, note('rule'));
  const rest = mergeMembers(restOf(base), restOf(mine), restOf(theirs), note('other'));
  const practices = mergeNamed(base.practices, mine.practices, theirs.practices, note('practice'));
  const openings = mergeLists(base.openings, mine.openings, theirs.openings, note('opening'));
  const territory = {
    ...rest,
    ...(Object.keys(rules).length > 0 && { rules }),
    practices,
    openings,
    ...optional('sites', mergeNamed(base.sites ?? [], mine.sites ?? [], theirs.sites ?? [], note('site'))),
    ...optional(
      'volunteers',
      mergeNamed(base.volunteers ?? [], mine.volunteers ?? [], theirs.volunteers ?? [], note('volunteer')),
    ),
    ...optional(
      'exceptions',
      mergeLists(base.exceptions ?? [], mine.exceptions ?? [], theirs.exceptions ?? [], note('exception')),
    ),
  };
  // Every member is one of the three files'.
  return { territory: territory as Territory, conflicts };
}

function optional(name: string, entries: readonly unknown[]): Record<string, unknown> {
  return entries.length > 0 ? { [name]: entries } : {};
}

/** Entries with ids: each as whoever has changed it has it. */
function mergeNamed<Entry extends Named>(
  base: readonly Entry[],
  mine: readonly Entry[],
  theirs: readonly Entry[],
  conflict: (id: string) => void,
): Entry[] {
  const [was, ours, others] = [base, mine, theirs].map((list) => new Map(list.map((entry) => [entry.id, entry])));
  const ids = new Set([...theirs, ...mine].map(({ id }) => id));
  return [...ids].flatMap((id) => mergeValue(was?.get(id), ours?.get(id), others?.get(id), () => conflict(id)) ?? []);
}

function mergeMembers(
  base: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  conflict: (name: string) => void,
): Record<string, unknown> {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged = [...names].map((name) => {
    const value = mergeValue(base[name], mine[name], theirs[name], () => conflict(name));
    return [name, value] as const;
  });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** `undefined` stands for what is not there. */
function mergeValue<Value>(
  was: Value | undefined,
  ours: Value | undefined,
  others: Value | undefined,
  conflict: () => void,
): Value | undefined {
  if (isSame(ours, was)) return others;
  if (!isSame(others, was) && !isSame(others, ours)) conflict();
  return ours;
}

/** Entries without ids: theirs, without what we took out, with what we brought in. */
function mergeLists<Entry>(
  base: readonly Entry[],
  mine: readonly Entry[],
  theirs: readonly Entry[],
  conflict: (entry: unknown) => void,
): Entry[] {
  const { gone, added } = compareLists(base, mine);
  const { kept: takenOut, added: alreadyGone } = compareLists(theirs, gone);
  for (const entry of alreadyGone) conflict(entry);
  const { gone: left } = compareLists(theirs, takenOut);
  const stays = new Set(left);
  // What both have brought in alike is there once.
  const { added: fresh } = compareLists(compareLists(base, theirs).added, added);
  return [...theirs.filter((entry) => stays.has(entry)), ...fresh];
}
