import { toInstant } from '@relais/model';
import type { Audience, Instant, PlainDate, Slot } from '@relais/model';
import type { CompiledTerritory, CompiledWindow } from './compile.ts';
import { dateOf, dayOf } from './dates.ts';
import { slotsOfDay } from './day-slots.ts';
import type { PlannedSlot } from './day-slots.ts';
import { countTaken } from './occupancy.ts';
import type { Occupancy, TakenSeats } from './occupancy.ts';
import { suitableSites } from './sites.ts';
import type { SiteFilters } from './sites.ts';
import { formatLocal } from './zone.ts';

/** What a search asks for besides its dates. Instants as milliseconds or as exchanged. */
export interface SlotCriteria {
  /** With it only what can be booked at this instant is listed (rule 10); without it, every slot. */
  readonly now?: number | Instant | undefined;
  /** Only openings that list this audience; every opening when absent (rule 11). */
  readonly audience?: Audience | undefined;
  /** Shows the seats reserved for this label (rule 11). */
  readonly label?: string | undefined;
  readonly occupancy?: Occupancy | TakenSeats | undefined;
  readonly filters?: SiteFilters | undefined;
}

/** A search over service dates, both included. */
export interface SlotQuery extends SlotCriteria {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** One slot as the search sees it: the seats of the openings it may see, and how many are left. */
export interface ListedSlot {
  readonly practiceId: string;
  readonly siteId: string;
  readonly serviceDate: PlainDate;
  readonly startMs: number;
  readonly endMs: number;
  readonly capacity: number;
  readonly remaining: number;
}

const minute = 60_000;

/** The slots of the dates, by instant then practice id (rule 12). Seats taken count against what the search may see. */
export function listSlots(compiled: CompiledTerritory, query: SlotQuery): ListedSlot[] {
  const search = prepareSearch(compiled, query);
  const from = dayOf(query.from);
  const to = dayOf(query.to);
  if (search.now === undefined) return listDays(compiled, search, from, to);
  // Nothing of an earlier service date starts after now, and nothing of a later one within the horizon.
  const today = compiled.zone.wallTimeOf(search.now).day;
  const days = [Math.max(from, today - 1), Math.min(to, today + compiled.rules.maxHorizonDays)] as const;
  return listDays(compiled, search, ...days).filter((slot) => isTimely(search, slot.startMs) && slot.remaining > 0);
}

/** Service dates that hold everything bookable at `now`: from the day before (openings past midnight) to the horizon. */
export function bookableDates(compiled: CompiledTerritory, now: number | Instant): { from: PlainDate; to: PlainDate } {
  const { day } = compiled.zone.wallTimeOf(millisecondsOf(now));
  return { from: dateOf(day - 1), to: dateOf(day + Math.min(compiled.rules.maxHorizonDays, furthestDays)) };
}

/** The exchanged form of a slot. */
export function presentSlot(compiled: CompiledTerritory, slot: ListedSlot): Slot {
  return {
    practiceId: slot.practiceId,
    siteId: slot.siteId,
    serviceDate: slot.serviceDate,
    start: toInstant(slot.startMs),
    startLocal: formatLocal(compiled.zone, slot.startMs),
    end: toInstant(slot.endMs),
    capacity: slot.capacity,
    remaining: slot.remaining,
  };
}

/** How far ahead anything is searched for in a territory without a horizon, in days. */
export const furthestDays = 400;

/** Criteria made ready: what is bookable by time at `now`, and what each slot has for this search. */
export interface Search {
  readonly now: number | undefined;
  /** First instant the notice allows. */
  readonly earliest: number;
  /** First instant past the horizon: the local midnight after its last date. */
  readonly horizonEnd: number;
  readonly audience: Audience | undefined;
  readonly label: string | undefined;
  readonly taken: TakenSeats;
  readonly sites: ReadonlySet<string> | undefined;
}

export function prepareSearch(compiled: CompiledTerritory, criteria: SlotCriteria): Search {
  const now = criteria.now === undefined ? undefined : millisecondsOf(criteria.now);
  const { occupancy, audience, label, filters } = criteria;
  return {
    now,
    ...timeLimits(compiled, now),
    audience,
    label,
    taken: typeof occupancy === 'function' ? occupancy : countTaken(occupancy ?? {}, now),
    sites: filters && suitableSites(compiled, filters),
  };
}

/** Slots of the service days that the search may see, free or not, whenever they start. */
export function listDays(compiled: CompiledTerritory, search: Search, fromDay: number, toDay: number): ListedSlot[] {
  const listed: ListedSlot[] = [];
  for (let day = fromDay; day <= toDay; day += 1) {
    for (const slot of slotsOfDay(compiled, day).slots) {
      const seen = seeSlot(search, slot);
      if (seen) listed.push(seen);
    }
  }
  return listed.sort(byStart);
}

/** Whether notice and horizon allow a start (rule 10). */
export function isTimely(search: Search, startMs: number): boolean {
  return startMs >= search.earliest && startMs < search.horizonEnd;
}

/** Whether the search may see the seats of a window at a start (rule 11). `later` also counts those to be released before the start. */
export function maySee(search: Search, window: CompiledWindow, startMs: number, later = false): boolean {
  if (search.audience !== undefined && !window.visibility.has(search.audience)) return false;
  const { reserved } = window;
  if (!reserved || reserved.label === search.label || later) return true;
  return search.now !== undefined && search.now >= startMs - reserved.releaseMs;
}

/** Milliseconds of an instant in either form. */
export function millisecondsOf(instant: number | Instant): number {
  return typeof instant === 'number' ? instant : Date.parse(instant);
}

function timeLimits(
  { zone, rules }: CompiledTerritory,
  now: number | undefined,
): { earliest: number; horizonEnd: number } {
  if (now === undefined) return { earliest: -Infinity, horizonEnd: Infinity };
  const { day } = zone.wallTimeOf(now);
  const horizonEnd = rules.maxHorizonDays === Infinity ? Infinity : zone.instantOf(day + rules.maxHorizonDays + 1, 0);
  return { earliest: now + rules.minNoticeMinutes * minute, horizonEnd };
}

function seeSlot(search: Search, slot: PlannedSlot): ListedSlot | undefined {
  if (search.sites && !search.sites.has(slot.siteId)) return undefined;
  let capacity = 0;
  for (const window of slot.windows) if (maySee(search, window, slot.startMs)) capacity += window.capacity;
  if (capacity === 0) return undefined;
  const { practiceId, siteId, serviceDate, startMs, endMs } = slot;
  const remaining = Math.max(0, capacity - search.taken(practiceId, startMs));
  return { practiceId, siteId, serviceDate, startMs, endMs, capacity, remaining };
}

/** Days are in order inside; only openings past midnight and clock changes make neighbours meet. Practices of one start are already in order. */
function byStart(left: ListedSlot, right: ListedSlot): number {
  return (
    left.startMs - right.startMs ||
    (left.practiceId < right.practiceId ? -1 : left.practiceId > right.practiceId ? 1 : 0)
  );
}
