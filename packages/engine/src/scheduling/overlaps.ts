import { appliesOn, matchesWeek } from './compile.ts';
import type { CompiledWindow, HolidayCalendar, Recurrence, Span } from './compile.ts';
import { dateOf } from './dates.ts';

/**
 * Whether two windows of one practice ever put two patients at one desk at overlapping times (rule 9). Compared in wall minutes, slot by slot
 * after breaks, on one service day and on neighbouring ones, since an opening may last past midnight. Slots with the same start and the same
 * end add their capacities and are no conflict; windows that never meet (weekdays, dates, rotation, holidays) are none either.
 * Closures are not looked at: an opening may not lean on one that can be lifted.
 *
 * Returns the first service date of `left` on which they meet, within 400 years (after which weekdays and dates repeat).
 */
export function findOverlap(
  left: CompiledWindow,
  right: CompiledWindow,
  calendar: HolidayCalendar,
): string | undefined {
  const own = wallSlots(left);
  const others = wallSlots(right);
  const dates = [-1, 0, 1]
    .filter((offset) => collide(own, others, offset * 1440))
    .map((offset) => firstMeeting(left.recurrence, right.recurrence, calendar, offset))
    .filter((day) => day !== undefined);
  return dates.length === 0 ? undefined : dateOf(Math.min(...dates));
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
  calendar: HolidayCalendar,
  offset: number,
): number | undefined {
  if (offset === 0 && areHolidayOpposites(left, right)) return undefined;
  const range = jointRange(boundsOf(left), boundsOf(right), offset);
  if (!range) return undefined;
  const lastProbe = Math.min(range.to, range.from + jointPeriod(left, right) - 1);
  if (!someDay(range.from, lastProbe, (day) => matchesWeek(left, day) && matchesWeek(right, day + offset)))
    return undefined;
  return someDay(
    range.from,
    range.to,
    (day) => appliesOn(left, calendar, day) && appliesOn(right, calendar, day + offset),
  );
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
  let [high, low] = [first, second];
  while (low > 0) [high, low] = [low, high % low];
  return (first / high) * second;
}

function someDay(from: number, to: number, holds: (day: number) => boolean): number | undefined {
  for (let day = from; day <= to; day += 1) if (holds(day)) return day;
  return undefined;
}
