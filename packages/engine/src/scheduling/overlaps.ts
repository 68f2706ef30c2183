import { dateOf, modulo, weekdayOf } from '../time/index.ts';
import { appliesOn, matchesWeek } from './recurrence.ts';
import type { HolidayCalendar, Recurrence } from './recurrence.ts';
import type { Span } from './spans.ts';
import type { CompiledWindow } from './windows.ts';

/** Two windows, by their places in the list, and the first service date of the earlier one on which they meet. */
export interface Overlap {
  readonly earlier: number;
  readonly later: number;
  readonly date: string;
}

/** The windows cannot be compared with the steps there are. */
export class TooIntricateError extends Error {
  override readonly name = 'TooIntricateError';
}

/** Steps a comparison may take, of windows with each other and of days: a second's worth, hundreds of times what a real file takes. */
export class OverlapBudget {
  #left = 5_000_000;

  /** @throws {TooIntricateError} when nothing is left */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooIntricateError('Too many windows or days to compare');
  }
}

/**
 * Where windows of one practice put two patients at one desk at overlapping times (rule 9). Compared in wall minutes, slot by slot after
 * breaks, on one service day and on neighbouring ones, since an opening may last past midnight. Slots with the same start and the same end add
 * their capacities and are no conflict; windows that never meet (weekdays, dates, rotation, holidays) are none either. Closures are not looked
 * at: an opening may not lean on one that can be lifted. Dates are looked at for 400 years, after which weekdays and dates repeat.
 * @throws {TooIntricateError} when the budget does not suffice
 */
export function findOverlaps(
  windows: readonly CompiledWindow[],
  calendar: HolidayCalendar,
  { budget, limit }: { readonly budget: OverlapBudget; readonly limit: number },
): Overlap[] {
  const found: Overlap[] = [];
  let open: PlacedWindow[] = [];
  for (const next of placeInTime(windows)) {
    open = open.filter(({ last }) => last >= next.first - 1);
    budget.spend(open.length);
    for (const other of open) {
      const [left, right] = other.index < next.index ? [other, next] : [next, other];
      const day = mayMeet(left, right) ? findMeeting(left, right, calendar, budget) : undefined;
      if (day !== undefined) found.push({ earlier: left.index, later: right.index, date: dateOf(day) });
      if (found.length >= limit) return found;
    }
    open.push(next);
  }
  return found.sort((one, other) => one.later - other.later || one.earlier - other.earlier);
}

/** A window with what comparing it needs. */
interface PlacedWindow {
  readonly index: number;
  readonly window: CompiledWindow;
  /** First and last day it may be on. */
  readonly first: number;
  readonly last: number;
  /** One bit a weekday. */
  readonly weekdays: number;
  readonly slots: readonly Span[];
}

/** By first day; of windows alike in everything that matters here the first stands for all, since they add their seats. */
function placeInTime(windows: readonly CompiledWindow[]): PlacedWindow[] {
  const known = new Set<string>();
  const placed: PlacedWindow[] = [];
  for (const [index, window] of windows.entries()) {
    const key = describeTimes(window);
    if (known.has(key)) continue;
    known.add(key);
    const { from: first, to: last } = boundsOf(window.recurrence);
    placed.push({ index, window, first, last, weekdays: weekdayBits(window.recurrence), slots: wallSlots(window) });
  }
  // Infinities are equal, and their difference is not a number.
  return placed.sort((left, right) =>
    left.first === right.first ? left.index - right.index : left.first - right.first,
  );
}

function describeTimes({ from, to, slotMinutes, gapMinutes, breaks, recurrence }: CompiledWindow): string {
  const listed = (_: string, value: unknown) =>
    value instanceof Set
      ? [...(value as Set<number>)].sort((one, other) => one - other)
      : value === -Infinity
        ? 'first'
        : value;
  return JSON.stringify([from, to, slotMinutes, gapMinutes, breaks, recurrence], listed);
}

function weekdayBits(recurrence: Recurrence): number {
  const days = recurrence.kind === 'once' ? [weekdayOf(recurrence.day)] : [...recurrence.weekdays];
  return days.reduce((bits, day) => bits | (1 << day), 0);
}

/** What a glance rules out: times of day and weekdays that never fall together. */
function mayMeet(left: PlacedWindow, right: PlacedWindow): boolean {
  return neighbours.some(
    (offset) =>
      left.window.from < right.window.to + offset * 1440 &&
      right.window.from + offset * 1440 < left.window.to &&
      (left.weekdays & shiftDays(right.weekdays, -offset)) !== 0,
  );
}

const neighbours = [-1, 0, 1];

/** Weekdays moved by a day: the bit of Monday moved by one is Tuesday's. */
function shiftDays(weekdays: number, days: number): number {
  const twice = weekdays | (weekdays << 7);
  return (twice >> modulo(-days, 7)) & 0b1111111;
}

/** Whether the rotations of both ever give one week, or neighbouring ones where the days compared are neighbours. */
function shareWeeks(left: Recurrence, right: Recurrence, offset: number): boolean {
  if (left.kind === 'once' || right.kind === 'once' || !left.rotation || !right.rotation) return true;
  const cycle = greatestCommonDivisor(left.rotation.cycleWeeks, right.rotation.cycleWeeks);
  const weeksOf = ({ monday, weeks }: NonNullable<typeof left.rotation>) =>
    new Set([...weeks].map((week) => modulo(Math.floor(monday / 7) + week, cycle)));
  const others = weeksOf(right.rotation);
  const moves = offset === 0 ? [0] : [0, offset];
  for (const week of weeksOf(left.rotation)) {
    if (moves.some((move) => others.has(modulo(week + move, cycle)))) return true;
  }
  return false;
}

/** The first service day of `left` on which they meet. */
function findMeeting(
  left: PlacedWindow,
  right: PlacedWindow,
  calendar: HolidayCalendar,
  budget: OverlapBudget,
): number | undefined {
  budget.spend(costOf(left) + costOf(right));
  const days = neighbours
    .filter((offset) => shareWeeks(left.window.recurrence, right.window.recurrence, offset))
    .filter((offset) => collide(left.slots, right.slots, offset * 1440))
    .map((offset) => firstMeeting(left.window.recurrence, right.window.recurrence, { calendar, offset, budget }))
    .filter((day) => day !== undefined);
  return days.length === 0 ? undefined : Math.min(...days);
}

/** Steps it takes to look at the slots and weeks of a window, in units of the budget. */
function costOf({ slots, window: { recurrence } }: PlacedWindow): number {
  const weeks = recurrence.kind === 'weekly' ? (recurrence.rotation?.weeks.size ?? 0) : 0;
  return 1 + Math.ceil((slots.length + weeks) / 10);
}

const repeatDays = 146_097;
/** 2000-01-03, a Monday: where a search without any date begins. */
const anyMonday = 10_959;

/** Slots of a window in minutes of its service date, as on a day without clock change. */
function wallSlots(window: CompiledWindow): Span[] {
  const slots: Span[] = [];
  const { slotMinutes, gapMinutes } = window;
  for (let from = window.from; from + slotMinutes <= window.to; from += slotMinutes + gapMinutes) {
    const to = from + slotMinutes;
    if (!window.breaks.some((pause) => from < pause.to && pause.from < to)) slots.push({ from, to });
  }
  return slots;
}

/** Whether a slot overlaps one of the others, moved by `shift` minutes, without being the same stretch. Both lists are in order. */
function collide(slots: readonly Span[], others: readonly Span[], shift: number): boolean {
  let first = 0;
  for (const { from, to } of slots) {
    while (first < others.length && (others[first]?.to ?? 0) + shift <= from) first += 1;
    for (let index = first; index < others.length; index += 1) {
      const other = others[index];
      if (!other || other.from + shift >= to) break;
      if (other.from + shift !== from || other.to + shift !== to) return true;
    }
  }
  return false;
}

/** First day of `left` with `right` on the day `offset` days later. */
function firstMeeting(
  left: Recurrence,
  right: Recurrence,
  {
    calendar,
    offset,
    budget,
  }: { readonly calendar: HolidayCalendar; readonly offset: number; readonly budget: OverlapBudget },
): number | undefined {
  if (offset === 0 && areHolidayOpposites(left, right)) return undefined;
  const range = jointRange(boundsOf(left), boundsOf(right), offset);
  if (!range) return undefined;
  const lastProbe = Math.min(range.to, range.from + jointPeriod(left, right) - 1);
  const matches = (day: number) => matchesWeek(left, day) && matchesWeek(right, day + offset);
  const first = someDay({ from: range.from, to: lastProbe }, budget, matches);
  if (first === undefined) return undefined;
  const applies = (day: number) => appliesOn(left, calendar, day) && appliesOn(right, calendar, day + offset);
  return someDay({ from: first, to: range.to }, budget, (day) => matches(day) && applies(day));
}

/** One is only on holidays and the other never: they share no day. */
function areHolidayOpposites(left: Recurrence, right: Recurrence): boolean {
  if (left.kind === 'once' || right.kind === 'once') return false;
  const policies = new Set([left.onHoliday, right.onHoliday]);
  return policies.has('only') && policies.has('closed');
}

function boundsOf(recurrence: Recurrence): Span {
  if (recurrence.kind === 'once') return { from: recurrence.day, to: recurrence.day };
  return { from: recurrence.validFrom, to: recurrence.validTo };
}

/** Days of `left` on which both may be on, cut to 400 years; `undefined` when there are none. Both ends included. */
function jointRange(left: Span, right: Span, offset: number): Span | undefined {
  const from = Math.max(left.from, right.from - offset);
  const to = Math.min(left.to, right.to - offset);
  if (from > to) return undefined;
  if (from !== -Infinity) return { from, to: Math.min(to, from + repeatDays) };
  if (to === Infinity) return { from: anyMonday, to: anyMonday + repeatDays };
  return { from: to - repeatDays, to };
}

/** Days after which the weekdays and rotations of both are where they were. */
function jointPeriod(left: Recurrence, right: Recurrence): number {
  const cycles = [left, right].map((recurrence) =>
    recurrence.kind === 'weekly' ? (recurrence.rotation?.cycleWeeks ?? 1) : 1,
  );
  const [first = 1, second = 1] = cycles;
  return Math.min(repeatDays, 7 * leastCommonMultiple(first, second));
}

function leastCommonMultiple(first: number, second: number): number {
  return (first / greatestCommonDivisor(first, second)) * second;
}

function greatestCommonDivisor(first: number, second: number): number {
  let [high, low] = [first, second];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}

function someDay({ from, to }: Span, budget: OverlapBudget, holds: (day: number) => boolean): number | undefined {
  for (let day = from; day <= to; day += 1) {
    budget.spend(1);
    if (holds(day)) return day;
  }
  return undefined;
}
