import { toInstant } from '@relais/model';
import type { Instant, NoSlot } from '@relais/model';
import type { CompiledTerritory } from './compile.ts';
import { dayOf } from './dates.ts';
import { slotsOfDay } from './day-slots.ts';
import type { MissingOpening, PlannedSlot } from './day-slots.ts';
import { furthestDays, isTimely, listDays, listSlots, maySee, millisecondsOf, prepareSearch } from './slots.ts';
import type { Search, SlotQuery } from './slots.ts';

/**
 * Why a query lists nothing bookable, and when somebody can try again; `undefined` when it lists something. The first that is true:
 * - `full`: seats could be booked by time, none is left;
 * - `ended-today`: today's openings are over, or start within the notice;
 * - `holiday`, `closed`: an opening still to come would be there but for a public holiday, or a closure;
 * - `beyond-horizon`: seats are planned, later than booking is open for, or reserved until nearer their start;
 * - `none-planned`: nothing is planned on these dates.
 * Dates gone by, and those more than 400 days ahead, are not looked at.
 */
export function explainNoSlots(
  compiled: CompiledTerritory,
  query: SlotQuery & { now: number | Instant },
): NoSlot | undefined {
  if (listSlots(compiled, query).length > 0) return undefined;
  const search = prepareSearch(compiled, query);
  const today = compiled.zone.wallTimeOf(millisecondsOf(query.now)).day;
  const days = { from: Math.max(dayOf(query.from), today - 1), to: Math.min(dayOf(query.to), today + furthestDays) };
  const scope = { compiled, search, today, days };
  return { ...findReason(scope), ...findNext(scope) };
}

/** A search over service days, both included, made on the day `today`. */
interface Scope {
  readonly compiled: CompiledTerritory;
  readonly search: Search;
  readonly today: number;
  readonly days: { readonly from: number; readonly to: number };
}

function findReason(scope: Scope): Pick<NoSlot, 'reason' | 'holiday'> {
  const { compiled, search, days } = scope;
  const starts = listDays(compiled, search, days.from, days.to).map(({ startMs }) => startMs);
  if (starts.some((startMs) => isTimely(search, startMs))) return { reason: 'full' };
  if (starts.some((startMs) => startMs < search.earliest && isToday(scope, startMs))) return { reason: 'ended-today' };
  const cause = findMissing(scope)?.cause;
  if (cause?.kind === 'holiday') return { reason: 'holiday', holiday: cause.keys[0] ?? 'extra' };
  if (cause) return { reason: 'closed' };
  const isPlanned = starts.some((startMs) => startMs >= search.earliest) || hasReserved(scope);
  return { reason: isPlanned ? 'beyond-horizon' : 'none-planned' };
}

function isToday({ compiled, today }: Scope, startMs: number): boolean {
  return compiled.zone.wallTimeOf(startMs).day === today;
}

/** The first opening of today or later that this search would have seen, had a holiday or a closure not kept it shut. */
function findMissing(scope: Scope): MissingOpening | undefined {
  const { compiled, search, days } = scope;
  return daysBetween(days)
    .flatMap((day) => slotsOfDay(compiled, day).missing)
    .filter(({ startMs }) => startMs >= search.earliest || isToday(scope, startMs))
    .filter(({ practiceId, window, startMs }) => suits(scope, practiceId) && maySee(search, window, startMs, true))
    .sort((left, right) => left.startMs - right.startMs)[0];
}

function hasReserved(scope: Scope): boolean {
  const slots = daysBetween(scope.days).flatMap((day) => slotsOfDay(scope.compiled, day).slots);
  return slots.some((slot) => slot.startMs >= scope.search.earliest && releaseOf(scope, slot) !== undefined);
}

/** The next start with a seat left for this search, however far, and when it begins to be bookable if it is not yet. */
function findNext(scope: Scope): Pick<NoSlot, 'nextOpeningStart' | 'bookableFrom'> {
  for (let day = scope.today - 1; day <= scope.today + furthestDays; day += 1) {
    // An opening past midnight may start after one of the next day.
    const [first] = [findFree(scope, day), findFree(scope, day + 1)]
      .flat()
      .sort((left, right) => left.startMs - right.startMs);
    if (first) {
      const isLater = first.bookableFrom > (scope.search.now ?? 0);
      const bookableFrom = isLater ? { bookableFrom: toInstant(first.bookableFrom) } : {};
      return { nextOpeningStart: toInstant(first.startMs), ...bookableFrom };
    }
  }
  return {};
}

/** The first start of a service day with a seat the search may have one day, or nothing. */
function findFree(scope: Scope, day: number): { startMs: number; bookableFrom: number }[] {
  for (const slot of slotsOfDay(scope.compiled, day).slots) {
    const released = slot.startMs < scope.search.earliest ? undefined : releaseOf(scope, slot);
    if (released === undefined) continue;
    return [{ startMs: slot.startMs, bookableFrom: Math.max(released, horizonOpens(scope.compiled, slot.startMs)) }];
  }
  return [];
}

/** From when the search may see a seat left in the slot: -Infinity for at once, `undefined` for never. */
function releaseOf(scope: Scope, slot: PlannedSlot): number | undefined {
  const { search } = scope;
  if (!suits(scope, slot.practiceId)) return undefined;
  const taken = search.taken(slot.practiceId, slot.startMs);
  const windows = slot.windows.filter((window) => maySee(search, window, slot.startMs, true));
  const seen = windows.filter((window) => maySee(search, window, slot.startMs));
  if (seatsOf(seen) > taken) return -Infinity;
  if (seatsOf(windows) <= taken) return undefined;
  return Math.max(...windows.map(({ reserved }) => slot.startMs - (reserved?.releaseMs ?? Infinity)));
}

function seatsOf(windows: PlannedSlot['windows']): number {
  return windows.reduce((sum, { capacity }) => sum + capacity, 0);
}

/** Local midnight from which the horizon reaches a start. */
function horizonOpens({ zone, rules }: CompiledTerritory, startMs: number): number {
  if (rules.maxHorizonDays === Infinity) return -Infinity;
  return zone.instantOf(zone.wallTimeOf(startMs).day - rules.maxHorizonDays, 0);
}

function suits({ compiled, search }: Scope, practiceId: string): boolean {
  return !search.sites || search.sites.has(compiled.practices.get(practiceId)?.siteId ?? '');
}

function daysBetween({ from, to }: Scope['days']): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
