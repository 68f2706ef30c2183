import { toInstant } from '@relais/model';
import type { Audience, Instant, PlainDate, Slot } from '@relais/model';
import { dateOf, dayOf, formatLocal } from '../time/index.ts';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { PlannedSlot } from './day-slots.ts';
import { countTaken } from './occupancy.ts';
import type { Occupancy, TakenSeats } from './occupancy.ts';
import type { CompiledPractice } from './practices.ts';
import { suitableSites } from './sites.ts';
import type { SiteFilters } from './sites.ts';
import type { CompiledWindow } from './windows.ts';

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
const dayMs = 86_400_000;
/** Instants of the calendar we exchange: years of four digits. */
const furthestInstant = Date.parse('9999-12-31T00:00:00Z');

/** The longest list without a clock: ten years. */
export const longestListDays = 3660;

/** A part of a list: the first so many slots, after a place. */
export interface ListPart {
  readonly limit?: number | undefined;
  readonly after?: SlotPlace | undefined;
}

/** A place in a list of slots: that of one of them. */
export type SlotPlace = Pick<ListedSlot, 'startMs' | 'practiceId'>;

/**
 * The slots of the dates, by instant then practice id (rule 12). Seats taken count against what the search may see. Of a part, the days that it
 * does not reach are not looked at.
 * @throws {RangeError} when a list without `now` spans more than `longestListDays`
 */
export function listSlots(
  compiled: CompiledTerritory,
  query: SlotQuery,
  { limit, after }: ListPart = {},
): ListedSlot[] {
  const search = prepareSearch(compiled, query);
  const first = after ? dayOfInstant(compiled, after.startMs) - 1 : -Infinity;
  const days = { from: Math.max(dayOf(query.from), first), to: dayOf(query.to) };
  const isWanted = (slot: ListedSlot) => after === undefined || byStart(slot, after) > 0;
  if (search.now !== undefined) {
    const bookable = bookableDays(compiled, search);
    const within = { from: Math.max(days.from, bookable.from), to: Math.min(days.to, bookable.to) };
    return listDays(compiled, search, within, { limit, accept: (slot) => isFree(search, slot) && isWanted(slot) });
  }
  if (days.to - days.from >= longestListDays) {
    throw new RangeError(`A list of slots spans at most ${String(longestListDays)} days`);
  }
  return listDays(compiled, search, days, { limit, accept: isWanted });
}

/** Criteria at an instant, for questions about what can be booked. */
export type BookableCriteria = SlotCriteria & { readonly now: number | Instant };

/** The first bookable slots of a window (`from` included, `to` not), by instant then practice id. Days after them are not looked at. */
export function listFree(
  compiled: CompiledTerritory,
  criteria: BookableCriteria,
  { from, to = Infinity, limit }: { readonly from: number; readonly to?: number; readonly limit: number },
): ListedSlot[] {
  const search = prepareSearch(compiled, criteria);
  const bookable = bookableDays(compiled, search);
  const days = {
    from: Math.max(bookable.from, dayOfInstant(compiled, from) - 1),
    to: Math.min(bookable.to, dayOfInstant(compiled, to)),
  };
  const accept = (slot: ListedSlot) => slot.startMs >= from && slot.startMs < to && isFree(search, slot);
  return listDays(compiled, search, days, { limit, accept });
}

/** The last bookable slots that start before an instant, by instant then practice id. */
export function listFreeBefore(
  compiled: CompiledTerritory,
  criteria: BookableCriteria,
  { before, limit }: { readonly before: number; readonly limit: number },
): ListedSlot[] {
  const search = prepareSearch(compiled, criteria);
  const accept = (slot: ListedSlot) => isFree(search, slot) && slot.startMs < before;
  const bookable = bookableDays(compiled, search);
  const found: ListedSlot[] = [];
  for (let day = Math.min(bookable.to, dayOfInstant(compiled, before)); day >= bookable.from; day -= 1) {
    // An opening of the day before may go on past midnight and end later than some of these.
    const isEnough = found.length >= limit;
    found.push(...listDays(compiled, search, { from: day, to: day }, { accept }));
    if (isEnough) break;
  }
  return found.sort(byStart).slice(-limit);
}

/** Service dates that hold everything bookable at `now`: from the day before (openings past midnight) to the horizon. */
export function bookableDates(compiled: CompiledTerritory, now: number | Instant): { from: PlainDate; to: PlainDate } {
  const { day } = compiled.zone.wallTimeOf(millisecondsOf(now));
  return { from: dateOf(day - 1), to: dateOf(day + compiled.rules.maxHorizonDays) };
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

/** The exchanged form of a slot that can be booked, with the last instant at which it can (rule 10). */
export function presentBookable(compiled: CompiledTerritory, slot: ListedSlot): Slot {
  const bookableUntil = toInstant(slot.startMs - compiled.rules.minNoticeMinutes * minute);
  return { ...presentSlot(compiled, slot), bookableUntil };
}

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
  /** Those whose openings the search may see, at sites that suit it. */
  readonly practices: readonly CompiledPractice[];
}

export function prepareSearch(compiled: CompiledTerritory, criteria: SlotCriteria): Search {
  const now = criteria.now === undefined ? undefined : millisecondsOf(criteria.now);
  const { occupancy, audience, label, filters } = criteria;
  const practices = practicesFor(compiled, audience);
  const sites = filters && suitableSites(compiled, filters);
  return {
    now,
    ...timeLimits(compiled, now),
    audience,
    label,
    taken: typeof occupancy === 'function' ? occupancy : countTaken(occupancy ?? {}, now),
    practices: sites ? practices.filter(({ siteId }) => sites.has(siteId)) : practices,
  };
}

/** Service days, both included. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

export interface ListOptions {
  /** The first so many. */
  readonly limit?: number | undefined;
  readonly accept?: (slot: ListedSlot) => boolean;
}

/** Slots of the service days that the search may see, free or not, whenever they start; by start then practice. */
export function listDays(
  compiled: CompiledTerritory,
  search: Search,
  days: Days,
  { limit = Infinity, accept = () => true }: ListOptions = {},
): ListedSlot[] {
  const listed: ListedSlot[] = [];
  for (let day = days.from; day <= days.to; day += 1) {
    for (const slot of planOf(compiled, day).slotsOf(search.practices)) {
      const seen = seeSlot(search, slot);
      if (seen && accept(seen)) listed.push(seen);
    }
    // What starts before the next midnight comes before all that later days may bring.
    if (listed.length >= limit && countBefore(listed, compiled.zone.instantOf(day + 1, 0)) >= limit) break;
  }
  listed.sort(byStart);
  return limit < listed.length ? listed.slice(0, limit) : listed;
}

/** Service days on which something bookable at the search's instant may be: none earlier starts after it, none later within the horizon. */
function bookableDays(compiled: CompiledTerritory, search: Search): Days {
  if (search.now === undefined) throw new RangeError('What can be booked depends on an instant');
  const today = compiled.zone.wallTimeOf(search.now).day;
  const to = today + compiled.rules.maxHorizonDays;
  return { from: Math.max(today, Math.min(dayOfInstant(compiled, search.earliest), to + 1)) - 1, to };
}

/** The service days a start can belong to, nothing being searched for further from `now` than the territory reaches. */
export function serviceDaysOf(compiled: CompiledTerritory, now: number, start: number): number[] {
  if (!(Math.abs(start - now) <= (compiled.rules.reachDays + 2) * dayMs)) return [];
  const { day } = compiled.zone.wallTimeOf(start);
  return [day - 1, day];
}

/** The day number of an instant, however far it lies: beyond all calendars it is one that never comes. */
export function dayOfInstant(compiled: CompiledTerritory, instant: number): number {
  if (Math.abs(instant) > furthestInstant) return instant < 0 ? -Infinity : Infinity;
  return compiled.zone.wallTimeOf(instant).day;
}

function countBefore(slots: readonly ListedSlot[], instant: number): number {
  return slots.reduce((count, { startMs }) => (startMs < instant ? count + 1 : count), 0);
}

function isFree(search: Search, slot: ListedSlot): boolean {
  return slot.remaining > 0 && isTimely(search, slot.startMs);
}

/** Practices with an opening the audience may see, whenever it is; always the same list for one audience. */
function practicesFor(compiled: CompiledTerritory, audience: Audience | undefined): readonly CompiledPractice[] {
  const key = audience ?? 'all';
  const known = compiled.seenBy.get(key);
  if (known) return known;
  const practices = [...compiled.practices.values()].filter(({ windows }) =>
    windows.some(({ visibility }) => audience === undefined || visibility.has(audience)),
  );
  compiled.seenBy.set(key, practices);
  return practices;
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
  const horizonEnd = zone.instantOf(day + rules.maxHorizonDays + 1, 0);
  return { earliest: now + rules.minNoticeMinutes * minute, horizonEnd };
}

/** A planned slot as the search sees it; `undefined` when it may see none of its seats. */
export function seeSlot(search: Search, slot: PlannedSlot): ListedSlot | undefined {
  let capacity = 0;
  for (const window of slot.windows) if (maySee(search, window, slot.startMs)) capacity += window.capacity;
  if (capacity === 0) return undefined;
  const { practiceId, siteId, serviceDate, startMs, endMs } = slot;
  const remaining = Math.max(0, capacity - search.taken(practiceId, startMs));
  return { practiceId, siteId, serviceDate, startMs, endMs, capacity, remaining };
}

/** Days are in order inside; only openings past midnight and clock changes make neighbours meet. Practices of one start are already in order. */
function byStart(left: SlotPlace, right: SlotPlace): number {
  return (
    left.startMs - right.startMs ||
    (left.practiceId < right.practiceId ? -1 : left.practiceId > right.practiceId ? 1 : 0)
  );
}
