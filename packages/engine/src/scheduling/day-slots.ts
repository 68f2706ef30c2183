import { appliesOn, compareIds, matchesWeek } from './compile.ts';
import type { CompiledPractice, CompiledTerritory, CompiledWindow, Span } from './compile.ts';
import { dateOf } from './dates.ts';
import type { HolidayKey } from './holidays.ts';
import type { Zone } from './zone.ts';

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

/** What a service day holds: its slots by start then practice, and what would have been there but for a holiday or a closure. */
export interface DaySlots {
  readonly slots: readonly PlannedSlot[];
  readonly missing: readonly MissingOpening[];
}

/** An opening that a holiday or a closure keeps shut on this day. */
export interface MissingOpening {
  readonly practiceId: string;
  readonly window: CompiledWindow;
  readonly startMs: number;
  readonly cause: { readonly kind: 'closure' } | { readonly kind: 'holiday'; readonly keys: readonly HolidayKey[] };
}

const minute = 60_000;
const keptDays = 120;

/** The slots whose opening is on this day number (rules 1 to 9), past midnight included; worked out once, then kept. */
export function slotsOfDay(compiled: CompiledTerritory, day: number): DaySlots {
  const known = compiled.days.get(day);
  if (known) return known;
  const slots: PlannedSlot[] = [];
  const missing: MissingOpening[] = [];
  for (const practice of compiled.practices.values()) planPractice(compiled.zone, practice, day, slots, missing);
  slots.sort((left, right) => left.startMs - right.startMs || compareIds(left.practiceId, right.practiceId));
  const answer = { slots, missing };
  if (compiled.days.size >= keptDays) forgetOldest(compiled.days);
  compiled.days.set(day, answer);
  return answer;
}

function forgetOldest(days: Map<number, DaySlots>): void {
  const oldest = days.keys().next();
  if (!oldest.done) days.delete(oldest.value);
}

/** Adds one practice's slots of a day. */
function planPractice(
  zone: Zone,
  practice: CompiledPractice,
  day: number,
  slots: PlannedSlot[],
  missing: MissingOpening[],
): void {
  const own = startsOf(zone, practice, day, missing);
  if (own.size === 0) return;
  const pastMidnight = practice.windows.some((window) => window.to > 1440);
  const merged = pastMidnight ? mergeNeighbours(zone, practice, day, own) : own;
  const starts = isChangeNight(zone, day) ? withoutOverlaps(merged) : merged;
  const serviceDate = dateOf(day);
  for (const [startMs, { owner, windows }] of starts) {
    if (owner !== day) continue;
    const endMs = startMs + lengthOf(windows);
    const capacity = windows.reduce((sum, window) => sum + window.capacity, 0);
    slots.push({ practiceId: practice.id, siteId: practice.siteId, serviceDate, startMs, endMs, capacity, windows });
  }
}

/** Starts of one practice by instant: the service day each belongs to, and the windows that give it. */
type Starts = Map<number, { readonly owner: number; readonly windows: CompiledWindow[] }>;

/**
 * Where openings of neighbouring days give one start past midnight, their seats are added and the slot belongs to the earlier service date,
 * so that a practice and a start always name one slot.
 */
function mergeNeighbours(zone: Zone, practice: CompiledPractice, day: number, own: Starts): Starts {
  const merged: Starts = startsOf(zone, practice, day - 1);
  for (const starts of [own, startsOf(zone, practice, day + 1)]) {
    for (const [start, found] of starts) {
      const earlier = merged.get(start);
      if (earlier) earlier.windows.push(...found.windows);
      else merged.set(start, found);
    }
  }
  return merged;
}

/** Whether the clocks change while an opening of this day, or one of the day before, may last. */
function isChangeNight(zone: Zone, day: number): boolean {
  return zone.instantOf(day + 2, 0) - zone.instantOf(day - 1, 0) !== 3 * 1440 * minute;
}

/** The starts of one practice's openings on a service day, each with the windows that give it. */
function startsOf(zone: Zone, practice: CompiledPractice, day: number, missing?: MissingOpening[]): Starts {
  const starts: Starts = new Map();
  const closed = closedSpans(zone, practice, day);
  for (const window of practice.windows) {
    if (!appliesOn(window.recurrence, practice.calendar, day)) {
      if (missing) noteHoliday(zone, practice, window, day, missing);
      continue;
    }
    const offered = gridOf(zone, window, day);
    const kept = offered.filter((start) => !touches(closed, start, start + window.slotMinutes * minute));
    for (const start of kept) addTo(starts, start, day, window);
    const lost = kept.length === 0 ? offered[0] : undefined;
    if (lost !== undefined)
      missing?.push({ practiceId: practice.id, window, startMs: lost, cause: { kind: 'closure' } });
  }
  return starts;
}

function noteHoliday(
  zone: Zone,
  practice: CompiledPractice,
  window: CompiledWindow,
  day: number,
  missing: MissingOpening[],
): void {
  const keys = practice.calendar.keysOn(day);
  if (keys.length === 0 || !matchesWeek(window.recurrence, day)) return;
  missing.push({
    practiceId: practice.id,
    window,
    startMs: zone.instantOf(day, window.from),
    cause: { kind: 'holiday', keys },
  });
}

function addTo(starts: Starts, start: number, owner: number, window: CompiledWindow): void {
  const found = starts.get(start);
  if (found) found.windows.push(window);
  else starts.set(start, { owner, windows: [window] });
}

/** Starts of a window on a day, in elapsed minutes from its first instant (rules 4 and 5), without those a break touches (rule 6). */
function gridOf(zone: Zone, window: CompiledWindow, day: number): number[] {
  const end = zone.instantOf(day, window.to);
  const length = window.slotMinutes * minute;
  const step = length + window.gapMinutes * minute;
  const breaks = window.breaks.map((span) => instantsOf(zone, day, span));
  const starts: number[] = [];
  for (let start = zone.instantOf(day, window.from); start + length <= end; start += step) {
    if (!touches(breaks, start, start + length)) starts.push(start);
  }
  return starts;
}

/** Closures that can touch an opening of this day: one that begins the day before may end in it, and an opening may last into the next two. */
function closedSpans(zone: Zone, practice: CompiledPractice, day: number): Span[] {
  const spans: Span[] = [];
  for (const { from, to, span } of practice.closures) {
    for (let date = Math.max(from, day - 1); date <= Math.min(to, day + 2); date += 1)
      spans.push(instantsOf(zone, date, span));
  }
  return spans;
}

function instantsOf(zone: Zone, day: number, span: Span): Span {
  return { from: zone.instantOf(day, span.from), to: zone.instantOf(day, span.to) };
}

function touches(spans: readonly Span[], start: number, end: number): boolean {
  return spans.some((span) => start < span.to && span.from < end);
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
