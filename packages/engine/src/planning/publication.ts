import type { Closure, ExtraOpening, Opening, PlainDate, Territory } from '@relais/model';
import { canonicalJson } from '../core/canonical.ts';
import { sitesOf } from '../scheduling/index.ts';
import { addDays } from '../time/index.ts';

export interface PublicationDates {
  /** First service date of what has changed. */
  readonly from: PlainDate;
  /** By the territory's calendar: what lies before it has happened, and stays as it was. */
  readonly today: PlainDate;
}

/**
 * The territory file that makes a changed one come in force on a date. Openings that are gone or changed end the day before, new and changed
 * ones begin with it. Closures and extra openings carry dates of their own and do not wait for it; those that are over stay. Names, rules and
 * all the rest of the file hold at once. A practice or a site that is taken out stays as long as something of its past names it.
 *
 * @param current - what is in force; undefined before the first publication, all of whose openings are new
 */
export function composePublication(
  current: Territory | undefined,
  next: Territory,
  dates: PublicationDates,
): Territory {
  if (!current) return dates.from > dates.today ? composePublication({ ...next, openings: [] }, next, dates) : next;
  const openings = composeOpenings(current.openings, next.openings, dates.from);
  const exceptions = composeExceptions(current.exceptions ?? [], next.exceptions ?? [], dates.today);
  const named = new Set([...openings, ...exceptions].flatMap(({ practiceId }) => practiceId ?? []));
  const practices = keepNamed(current.practices, next.practices, named);
  const homes = new Set([...practices.map(({ siteId }) => siteId), ...exceptions.flatMap(siteOf)]);
  return {
    ...next,
    practices,
    ...(next.sites && { sites: keepNamed(sitesOf(current), next.sites, homes) }),
    openings,
    ...((next.exceptions !== undefined || exceptions.length > 0) && { exceptions }),
  };
}

function siteOf(exception: Closure | ExtraOpening): string[] {
  return exception.type === 'closure' && exception.siteId !== undefined ? [exception.siteId] : [];
}

function composeOpenings(current: readonly Opening[], next: readonly Opening[], from: PlainDate): Opening[] {
  const { kept, gone, added } = compareLists(current, next);
  const lastDay = addDays(from, -1);
  const ended = gone
    .filter(({ validFrom }) => validFrom === undefined || validFrom < from)
    .map((opening): Opening => {
      const isOver = opening.validTo !== undefined && opening.validTo < from;
      return isOver ? opening : { ...opening, validTo: lastDay };
    });
  const begun = added.map((opening): Opening => {
    const begins = opening.validFrom !== undefined && opening.validFrom > from ? opening.validFrom : from;
    return { ...opening, validFrom: begins };
  });
  return [...kept, ...ended, ...begun];
}

function composeExceptions(
  current: readonly (Closure | ExtraOpening)[],
  next: readonly (Closure | ExtraOpening)[],
  today: PlainDate,
): (Closure | ExtraOpening)[] {
  const { gone } = compareLists(current, next);
  return [...gone.filter((exception) => lastDateOf(exception) < today), ...next];
}

function lastDateOf(exception: Closure | ExtraOpening): PlainDate {
  return exception.type === 'opening' ? exception.date : (exception.to ?? exception.from);
}

function keepNamed<Entry extends { readonly id: string }>(
  current: readonly Entry[],
  next: readonly Entry[],
  named: ReadonlySet<string>,
): Entry[] {
  const there = new Set(next.map(({ id }) => id));
  return [...next, ...current.filter(({ id }) => named.has(id) && !there.has(id))];
}

/** What two lists have in common, in the order of the later one, and what only one of them has. Entries have no ids: alike is the same. */
export function compareLists<Entry>(before: readonly Entry[], after: readonly Entry[]) {
  const left = new Map<string, Entry[]>();
  for (const entry of before) {
    const key = canonicalJson(entry);
    const alike = left.get(key);
    if (alike) alike.push(entry);
    else left.set(key, [entry]);
  }
  const kept: Entry[] = [];
  const added: Entry[] = [];
  for (const entry of after) (left.get(canonicalJson(entry))?.pop() === undefined ? added : kept).push(entry);
  return { kept, added, gone: [...left.values()].flat() };
}
