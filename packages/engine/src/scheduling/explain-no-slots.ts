import { toInstant } from '@relais/model';
import type { Instant, NoSlot } from '@relais/model';
import { dayOf } from '../time/index.ts';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { MissingOpening, PlannedSlot } from './day-slots.ts';
import { dayOfInstant, isTimely, listSlots, maySee, millisecondsOf, prepareSearch, seeSlot } from './slots.ts';
import type { Days, Search, SlotQuery } from './slots.ts';

const minute = 60_000;

/**
 * Why a query lists nothing bookable, and when somebody can try again; `undefined` when it lists something. The first that is true:
 * - `full`: seats could be booked by time, none is left;
 * - `ended-today`: today's openings are over, or start within the notice, which is then told;
 * - `holiday`, `closed`: an opening still to come would be there but for a public holiday, or a closure;
 * - `beyond-horizon`: seats are planned, later than booking is open for, or reserved until nearer their start;
 * - `none-planned`: nothing is planned on these dates.
 * Dates gone by, and those more than 400 days ahead (fewer where very many slots are planned), are not looked at.
 */
export function explainNoSlots(
  compiled: CompiledTerritory,
  query: SlotQuery & { now: number | Instant },
): NoSlot | undefined {
  if (listSlots(compiled, query, { limit: 1 }).length > 0) return undefined;
  const search = prepareSearch(compiled, query);
  const today = compiled.zone.wallTimeOf(millisecondsOf(query.now)).day;
  const range = { from: today - 1, to: today + compiled.rules.reachDays };
  const days = { from: Math.max(dayOf(query.from), range.from), to: Math.min(dayOf(query.to), range.to) };
  // What starts within the notice is of interest today only.
  const soonest = Math.max(range.from, Math.min(dayOfInstant(compiled, search.earliest), range.to + 1) - 1);
  const scope = { compiled, search, today, days, soonest };
  return { ...findReason(scope), ...findNext(scope) };
}

/** A search over service days, made on the day `today`. */
interface Scope {
  readonly compiled: CompiledTerritory;
  readonly search: Search;
  readonly today: number;
  readonly days: Days;
  /** First service day on which something may start that the notice allows. */
  readonly soonest: number;
}

function findReason(scope: Scope): Pick<NoSlot, 'reason' | 'holiday' | 'noticeMinutes'> {
  const { compiled, search, today, days, soonest } = scope;
  const coming = { from: Math.max(days.from, soonest), to: days.to };
  const bookable = { from: coming.from, to: Math.min(coming.to, today + compiled.rules.maxHorizonDays) };
  if (someStart(scope, bookable, (startMs) => isTimely(search, startMs))) return { reason: 'full' };
  const about = { from: days.from, to: Math.min(days.to, today) };
  const isLate = (startMs: number) => startMs < search.earliest && isToday(scope, startMs);
  if (someStart(scope, about, isLate)) return { reason: 'ended-today', ...noticeOf(scope, about, isLate) };
  const cause = findMissing(scope)?.cause;
  if (cause?.kind === 'holiday') return { reason: 'holiday', holiday: cause.keys[0] ?? 'extra' };
  if (cause) return { reason: 'closed' };
  const isPlanned = someStart(scope, coming, (startMs) => startMs >= search.earliest) || hasReserved(scope, coming);
  return { reason: isPlanned ? 'beyond-horizon' : 'none-planned' };
}

/** Whether a slot the search may see, free or not, starts on these days at an instant that suits. */
function someStart({ compiled, search }: Scope, days: Days, suits: (startMs: number) => boolean): boolean {
  return someSlot(compiled, search, days, (slot) => suits(slot.startMs) && seeSlot(search, slot) !== undefined);
}

function hasReserved(scope: Scope, days: Days): boolean {
  const { compiled, search } = scope;
  const isLater = (slot: PlannedSlot) => slot.startMs >= search.earliest && releaseOf(scope, slot) !== undefined;
  return someSlot(compiled, search, days, isLater);
}

function someSlot(
  compiled: CompiledTerritory,
  search: Search,
  days: Days,
  holds: (slot: PlannedSlot) => boolean,
): boolean {
  for (let day = days.from; day <= days.to; day += 1) {
    if (planOf(compiled, day).slotsOf(search.practices).some(holds)) return true;
  }
  return false;
}

/** The notice, in minutes, when it and not the clock is what rules starts out. */
function noticeOf(scope: Scope, days: Days, isLate: (startMs: number) => boolean): Pick<NoSlot, 'noticeMinutes'> {
  const { earliest, now = 0 } = scope.search;
  const isToCome = someStart(scope, days, (startMs) => isLate(startMs) && startMs > now);
  return isToCome ? { noticeMinutes: (earliest - now) / minute } : {};
}

function isToday({ compiled, today }: Scope, startMs: number): boolean {
  return compiled.zone.wallTimeOf(startMs).day === today;
}

/** The first opening of today or later that this search would have seen, had a holiday or a closure not kept it shut. */
function findMissing(scope: Scope): MissingOpening | undefined {
  const { search, today, days, soonest } = scope;
  const start = Math.max(days.from, Math.min(soonest, today - 1));
  let missing: MissingOpening[] = [];
  for (let day = start; day <= days.to; day += 1) {
    // An opening of this day may start past midnight, after one of the next.
    const next = day < days.to ? missingOn(scope, day + 1) : [];
    const own = day === start ? missingOn(scope, day) : missing;
    missing = next;
    const found = [...own, ...next]
      .filter(({ startMs }) => startMs >= search.earliest || isToday(scope, startMs))
      .filter(({ window, startMs }) => maySee(search, window, startMs, true));
    if (found.length > 0) return found.reduce((first, one) => (one.startMs < first.startMs ? one : first));
  }
  return undefined;
}

function missingOn({ compiled, search }: Scope, day: number): MissingOpening[] {
  const plan = planOf(compiled, day);
  return search.practices.flatMap((practice) => plan.missingOf(practice));
}

/** The next start with a seat left for this search, as far as anything is searched for, and when it begins to be bookable if it is not yet. */
function findNext(scope: Scope): Pick<NoSlot, 'nextOpeningStart' | 'bookableFrom'> {
  for (let day = scope.soonest; day <= scope.today + scope.compiled.rules.reachDays; day += 1) {
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
  for (const slot of planOf(scope.compiled, day).slotsOf(scope.search.practices)) {
    const released = slot.startMs < scope.search.earliest ? undefined : releaseOf(scope, slot);
    if (released === undefined) continue;
    return [{ startMs: slot.startMs, bookableFrom: Math.max(released, horizonOpens(scope.compiled, slot.startMs)) }];
  }
  return [];
}

/** From when the search may see a seat left in the slot: -Infinity for at once, `undefined` for never. */
function releaseOf(scope: Scope, slot: PlannedSlot): number | undefined {
  const { search } = scope;
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
  return zone.instantOf(zone.wallTimeOf(startMs).day - rules.maxHorizonDays, 0);
}
