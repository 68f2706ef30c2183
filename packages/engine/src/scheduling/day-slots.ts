import { dateOf } from '../time/index.ts';
import type { HolidayKey, Zone } from '../time/index.ts';
import type { ClosureGroup } from './closures.ts';
import type { CompiledPractice } from './practices.ts';
import { appliesOn, matchesWeek } from './recurrence.ts';
import { joinSpans } from './spans.ts';
import type { Span } from './spans.ts';
import type { CompiledWindow } from './windows.ts';

/** One start of one practice, whoever may see it. `windows` are the openings that add their seats there (rule 9), usually one. */
export interface PlannedSlot {
  readonly practiceId: string;
  readonly siteId: string;
  readonly serviceDate: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Seats of all its windows together. */
  readonly capacity: number;
  readonly windows: readonly CompiledWindow[];
}

/** An opening that a holiday or a closure keeps shut on this day. */
export interface MissingOpening {
  readonly practiceId: string;
  readonly window: CompiledWindow;
  readonly startMs: number;
  readonly cause: { readonly kind: 'closure' } | { readonly kind: 'holiday'; readonly keys: readonly HolidayKey[] };
}

/** What the plans of a territory's days need of it, and where they are kept. */
export interface PlannedDays {
  readonly zone: Zone;
  /** What has already been worked out, by service day; a territory never changes once compiled. */
  readonly days: Map<number, DayPlan>;
}

const minute = 60_000;
/** Days kept at most, and slots: a territory may plan fifty thousand a day. */
const keptDays = 120;
const keptSlots = 200_000;

/** What a service day holds (rules 1 to 9), past midnight included: each practice's part is worked out when first asked for, then kept. */
export class DayPlan {
  readonly #territory: PlannedDays;
  readonly #day: number;
  readonly #practices = new Map<string, readonly PlannedSlot[]>();
  readonly #orders = new WeakMap<readonly CompiledPractice[], readonly PlannedSlot[]>();
  readonly #closed = new Map<ClosureGroup, readonly Span[]>();
  /** Minutes of the service date → instant. */
  readonly #clock: (minutes: number) => number;
  #size = 0;

  constructor(territory: PlannedDays, day: number) {
    this.#territory = territory;
    this.#day = day;
    this.#clock = territory.zone.clockOf(day);
  }

  /** Slots worked out so far. */
  get size(): number {
    return this.#size;
  }

  /** The slots of these practices, which are in order, by start then practice. Kept for the very list that is handed in. */
  slotsOf(practices: readonly CompiledPractice[]): readonly PlannedSlot[] {
    const known = this.#orders.get(practices);
    if (known) return known;
    const slots = practices.flatMap((practice) => this.slotsOfPractice(practice));
    // Sorting keeps the order of practices where starts are alike.
    slots.sort((left, right) => left.startMs - right.startMs);
    this.#orders.set(practices, slots);
    return slots;
  }

  /** The slots of one practice, by start. */
  slotsOfPractice(practice: CompiledPractice): readonly PlannedSlot[] {
    const known = this.#practices.get(practice.id);
    if (known) return known;
    const slots = this.#planPractice(practice);
    this.#practices.set(practice.id, slots);
    this.#size += slots.length;
    return slots;
  }

  /** What would have been here for one practice, but for a holiday or a closure. */
  missingOf(practice: CompiledPractice): MissingOpening[] {
    const closed = this.#closedSpans(practice);
    return practice.windows.flatMap((window) => {
      const { recurrence } = window;
      if (!matchesWeek(recurrence, this.#day)) return [];
      if (!appliesOn(recurrence, practice.calendar, this.#day)) return this.#missingByHoliday(practice, window);
      return closed.length === 0 ? [] : this.#missingByClosure(practice, window, closed);
    });
  }

  #planPractice(practice: CompiledPractice): PlannedSlot[] {
    const own = this.#startsOf(practice);
    if (own.size === 0) return [];
    const pastMidnight = practice.windows.some((window) => window.to > 1440);
    const merged = pastMidnight ? this.#mergeNeighbours(practice, own) : own;
    const starts = isChangeNight(this.#territory.zone, this.#day) ? withoutOverlaps(merged) : merged;
    const slots: PlannedSlot[] = [];
    const serviceDate = dateOf(this.#day);
    for (const [startMs, { owner, windows }] of starts) {
      if (owner !== this.#day) continue;
      const endMs = startMs + lengthOf(windows);
      const capacity = windows.reduce((sum, window) => sum + window.capacity, 0);
      slots.push({ practiceId: practice.id, siteId: practice.siteId, serviceDate, startMs, endMs, capacity, windows });
    }
    return slots.sort((left, right) => left.startMs - right.startMs);
  }

  /**
   * Where openings of neighbouring days give one start past midnight, their seats are added and the slot belongs to the earlier service date,
   * so that a practice and a start always name one slot.
   */
  #mergeNeighbours(practice: CompiledPractice, own: Starts): Starts {
    const [before, after] = [-1, 1].map((offset) => planOf(this.#territory, this.#day + offset).#startsOf(practice));
    const merged: Starts = before ?? new Map<number, never>();
    for (const starts of [own, after ?? []]) {
      for (const [start, found] of starts) {
        const earlier = merged.get(start);
        if (earlier) earlier.windows.push(...found.windows);
        else merged.set(start, found);
      }
    }
    return merged;
  }

  /** The starts of one practice's openings on this service day, each with the windows that give it. */
  #startsOf(practice: CompiledPractice): Starts {
    const starts: Starts = new Map();
    const closed = this.#closedSpans(practice);
    for (const window of practice.windows) {
      if (!appliesOn(window.recurrence, practice.calendar, this.#day)) continue;
      for (const start of this.#gridOf(window)) {
        if (!touchesAny(closed, start, start + window.slotMinutes * minute)) addTo(starts, start, this.#day, window);
      }
    }
    return starts;
  }

  #missingByHoliday(practice: CompiledPractice, window: CompiledWindow): MissingOpening[] {
    const keys = practice.calendar.keysOn(this.#day);
    if (keys.length === 0) return [];
    return [{ practiceId: practice.id, window, startMs: this.#clock(window.from), cause: { kind: 'holiday', keys } }];
  }

  #missingByClosure(
    practice: CompiledPractice,
    window: CompiledWindow,
    closed: readonly (readonly Span[])[],
  ): MissingOpening[] {
    const offered = this.#gridOf(window);
    const [first] = offered;
    const isOpen = offered.some((start) => !touchesAny(closed, start, start + window.slotMinutes * minute));
    if (isOpen || first === undefined) return [];
    return [{ practiceId: practice.id, window, startMs: first, cause: { kind: 'closure' } }];
  }

  /** Starts of a window, in elapsed minutes from its first instant (rules 4 and 5), without those a break touches (rule 6). */
  #gridOf(window: CompiledWindow): number[] {
    const end = this.#clock(window.to);
    const length = window.slotMinutes * minute;
    const step = length + window.gapMinutes * minute;
    const breaks = window.breaks.map((span) => this.#instantsOf(span));
    const starts: number[] = [];
    for (let start = this.#clock(window.from); start + length <= end; start += step) {
      if (!touches(breaks, start, start + length)) starts.push(start);
    }
    return starts;
  }

  #closedSpans(practice: CompiledPractice): readonly (readonly Span[])[] {
    return practice.closures.map((group) => this.#closedBy(group)).filter((spans) => spans.length > 0);
  }

  /** Closures that can touch an opening of this day: one that begins the day before may end in it, and an opening may last into the next two. */
  #closedBy(group: ClosureGroup): readonly Span[] {
    const known = this.#closed.get(group);
    if (known) return known;
    const spans: Span[] = [];
    for (let date = this.#day - 1; date <= this.#day + 2; date += 1) {
      const clock = this.#territory.zone.clockOf(date);
      for (const [from, to] of longestByStart(group, date)) spans.push({ from: clock(from), to: clock(to) });
    }
    const joined = joinSpans(spans);
    this.#closed.set(group, joined);
    return joined;
  }

  #instantsOf(span: Span): Span {
    return { from: this.#clock(span.from), to: this.#clock(span.to) };
  }
}

/** What closures cover of one date, in minutes: of those that begin together the longest, however many there are. */
function longestByStart(group: ClosureGroup, date: number): Map<number, number> {
  const ends = new Map<number, number>();
  for (const { from, to, span } of group) {
    if (from <= date && date <= to) ends.set(span.from, Math.max(span.to, ends.get(span.from) ?? 0));
  }
  return ends;
}

/** The plan of a service day, by its day number. */
export function planOf(territory: PlannedDays, day: number): DayPlan {
  const known = territory.days.get(day);
  if (known) return known;
  forgetOldest(territory.days);
  const plan = new DayPlan(territory, day);
  territory.days.set(day, plan);
  return plan;
}

/** Makes room for one more. */
function forgetOldest(days: Map<number, DayPlan>): void {
  let slots = 0;
  for (const plan of days.values()) slots += plan.size;
  for (const [day, plan] of days) {
    if (days.size < keptDays && slots < keptSlots) return;
    days.delete(day);
    slots -= plan.size;
  }
}

/** Starts of one practice by instant: the service day each belongs to, and the windows that give it. */
type Starts = Map<number, { readonly owner: number; readonly windows: CompiledWindow[] }>;

/** Whether the clocks change while an opening of this day, or one of the day before, may last. */
function isChangeNight(zone: Zone, day: number): boolean {
  return zone.changesAbout(day) && zone.instantOf(day + 2, 0) - zone.instantOf(day - 1, 0) !== 3 * 1440 * minute;
}

function addTo(starts: Starts, start: number, owner: number, window: CompiledWindow): void {
  const found = starts.get(start);
  if (found) found.windows.push(window);
  else starts.set(start, { owner, windows: [window] });
}

function touchesAny(lists: readonly (readonly Span[])[], start: number, end: number): boolean {
  return lists.some((spans) => touches(spans, start, end));
}

/** Whether a stretch overlaps one of the spans, which are in order and apart: the last that begins before its end is the one to look at. */
function touches(spans: readonly Span[], start: number, end: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) < end) low = middle + 1;
    else high = middle;
  }
  return start < (spans[low - 1]?.to ?? -Infinity);
}

/**
 * On the night the clocks change, two openings that fit on every other day can fall into each other (one from 00:00 and one from 03:20:
 * an hour of the first is gone). The earlier start stays: nobody is booked twice at one desk.
 */
function withoutOverlaps(starts: Starts): Starts {
  const kept: Starts = new Map();
  let busyUntil = -Infinity;
  for (const [start, { owner, windows }] of [...starts].sort(([left], [right]) => left - right)) {
    if (start < busyUntil) continue;
    busyUntil = start + lengthOf(windows);
    kept.set(start, {
      owner,
      windows: windows.filter(({ slotMinutes }) => slotMinutes * minute === lengthOf(windows)),
    });
  }
  return kept;
}

/** Windows that give one start have one length (rule 9). */
function lengthOf(windows: readonly CompiledWindow[]): number {
  return (windows[0]?.slotMinutes ?? 0) * minute;
}
