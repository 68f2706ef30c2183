import { toInstant } from '@relais/model';
import type { Instant, NoSlot } from '@relais/model';
import type { CompiledTerritory } from './compile.ts';
import { dayOf } from './dates.ts';
import { slotsOfDay } from './day-slots.ts';
import type { MissingOpening, PlannedSlot } from './day-slots.ts';
import { furthestDays, isTimely, listDays, listSlots, maySee, prepareSearch } from './slots.ts';
import type { Search, SlotQuery } from './slots.ts';

/**
 * Why a query lists nothing bookable, and when somebody can try again; `undefined` when it lists something. The first that is true:
 * - `full`: seats could be booked by time, none is left;
 * - `ended-today`: today's openings are over, or start within the notice;
 * - `holiday`, `closed`: an opening still to come would be there but for a public holiday, or a closure;
 * - `beyond-horizon`: seats are planned, later than booking is open for, or reserved until nearer their start;
 * - `none-planned`: nothing is planned on these dates.
 */
export function explainNoSlots(
  compiled: CompiledTerritory,
  query: SlotQuery & { now: number | Instant },
): NoSlot | undefined {
  if (listSlots(compiled, query).length > 0) return undefined;
  const search = prepareSearch(compiled, query);
  const from = dayOf(query.from);
  const to = dayOf(query.to);
  const seen = listDays(compiled, search, from, to);
  const reason = seen.some(({ startMs }) => isTimely(search, startMs))
    ? { reason: 'full' as const }
    : reasonWithoutSeats(
        compiled,
        search,
        from,
        to,
        seen.map(({ startMs }) => startMs),
      );
  return { ...reason, ...findNext(compiled, search) };
}

type Reason = Pick<NoSlot, 'reason' | 'holiday'>;

function reasonWithoutSeats(
  compiled: CompiledTerritory,
  search: Search,
  from: number,
  to: number,
  starts: readonly number[],
): Reason {
  const today = compiled.zone.wallTimeOf(search.now ?? 0).day;
  const isToday = (startMs: number) => compiled.zone.wallTimeOf(startMs).day === today;
  if (starts.some((startMs) => startMs < search.earliest && isToday(startMs))) return { reason: 'ended-today' };
  const missing = missingOpenings(compiled, search, from, to).filter(
    ({ startMs }) => startMs >= search.earliest || isToday(startMs),
  );
  const [first] = missing.sort((left, right) => left.startMs - right.startMs);
  if (first?.cause.kind === 'holiday') return { reason: 'holiday', holiday: first.cause.keys[0] ?? 'extra' };
  if (first) return { reason: 'closed' };
  const isPlanned = starts.some((startMs) => startMs >= search.earliest) || hasReserved(compiled, search, from, to);
  return { reason: isPlanned ? 'beyond-horizon' : 'none-planned' };
}

/** Openings this search would have seen, had a holiday or a closure not kept them shut. */
function missingOpenings(compiled: CompiledTerritory, search: Search, from: number, to: number): MissingOpening[] {
  return daysBetween(from, to)
    .flatMap((day) => slotsOfDay(compiled, day).missing)
    .filter(
      ({ practiceId, window, startMs }) => suits(compiled, search, practiceId) && maySee(search, window, startMs, true),
    );
}

function hasReserved(compiled: CompiledTerritory, search: Search, from: number, to: number): boolean {
  const slots = daysBetween(from, to).flatMap((day) => slotsOfDay(compiled, day).slots);
  return slots.some((slot) => slot.startMs >= search.earliest && releaseOf(compiled, search, slot) !== undefined);
}

/** The next start with a seat left for this search, however far, and when it begins to be bookable if it is not yet. */
function findNext(compiled: CompiledTerritory, search: Search): Pick<NoSlot, 'nextOpeningStart' | 'bookableFrom'> {
  const today = compiled.zone.wallTimeOf(search.now ?? 0).day;
  for (let day = today - 1; day <= today + furthestDays; day += 1) {
    for (const slot of slotsOfDay(compiled, day).slots) {
      if (slot.startMs < search.earliest) continue;
      const released = releaseOf(compiled, search, slot);
      if (released === undefined) continue;
      const from = Math.max(released, horizonOpens(compiled, slot.startMs));
      const later = from > (search.now ?? 0) ? { bookableFrom: toInstant(from) } : {};
      return { nextOpeningStart: toInstant(slot.startMs), ...later };
    }
  }
  return {};
}

/** From when the search may see a seat left in the slot: -Infinity for at once, `undefined` for never. */
function releaseOf(compiled: CompiledTerritory, search: Search, slot: PlannedSlot): number | undefined {
  if (!suits(compiled, search, slot.practiceId)) return undefined;
  const taken = search.taken(slot.practiceId, slot.startMs);
  const windows = slot.windows.filter((window) => maySee(search, window, slot.startMs, true));
  const now = windows.filter((window) => maySee(search, window, slot.startMs));
  if (seatsOf(now) > taken) return -Infinity;
  if (seatsOf(windows) <= taken) return undefined;
  return Math.max(...windows.map(({ reserved }) => slot.startMs - (reserved?.releaseMs ?? Infinity)));
}

function seatsOf(windows: PlannedSlot['windows']): number {
  return windows.reduce((sum, { capacity }) => sum + capacity, 0);
}

/** Local midnight from which the horizon reaches a start. */
function horizonOpens({ zone, rules }: CompiledTerritory, startMs: number): number {
  return rules.maxHorizonDays === Infinity
    ? -Infinity
    : zone.instantOf(zone.wallTimeOf(startMs).day - rules.maxHorizonDays, 0);
}

function suits(compiled: CompiledTerritory, search: Search, practiceId: string): boolean {
  return !search.sites || search.sites.has(compiled.practices.get(practiceId)?.siteId ?? '');
}

function daysBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
