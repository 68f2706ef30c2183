import { createDayTest } from './recurrence.ts';
import type { AgendaRule } from './recurrence.ts';

/** The clock of an event: wall time, given as a day number and minutes since its 00:00, → instant. */
export type AgendaClock = (day: number, minutes: number) => number;

/** An event of an agenda: when, and nothing of what it is. */
export interface AgendaEvent {
  /** Day number and minutes since 00:00 by its clock. */
  readonly day: number;
  readonly minutes: number;
  readonly clock: AgendaClock;
  /** How long it lasts: whole days by the clock, then milliseconds. */
  readonly length: { readonly days: number; readonly milliseconds: number };
  readonly rule?: AgendaRule;
  /** Instants at which it would begin by its rule and does not: called off, or moved. */
  readonly without: ReadonlySet<number>;
}

/** From an instant on, and before another. */
export interface BusyInterval {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is busy in a window, and how many events could not be worked out. */
export interface BusyReading {
  /** By start; none meets another. */
  readonly busy: readonly BusyInterval[];
  readonly unread: number;
}

const DAY_MS = 86_400_000;
/** Days that are counted from the first of an event, where its rule says how many times: 120 years. */
const MOST_COUNTED_DAYS = 44_000;
/** Above what repeats in anybody's agenda. */
const MOST_REPEATED_DAYS = 400;

/**
 * When somebody is busy within a window, of the events of their agenda. Days are looked at one by one, and of a rule without an end those of the
 * window alone; what would take longer than anybody's agenda counts as unread.
 */
export function findBusyTimes(events: readonly AgendaEvent[], window: BusyInterval): BusyReading {
  const found: BusyInterval[] = [];
  let unread = 0;
  for (const event of events) {
    const times = event.rule ? repeat(event, event.rule, window) : [occur(event, event.day)];
    if (times) found.push(...times);
    else unread += 1;
  }
  return { busy: mergeBusy(found, window), unread };
}

function occur({ minutes, clock, length }: AgendaEvent, day: number): BusyInterval {
  return { startMs: clock(day, minutes), endMs: clock(day + length.days, minutes) + length.milliseconds };
}

/** Undefined where it would take too long. The first day counts, also where the rule does not name it (RFC 5545 §3.8.5.3). */
function repeat(event: AgendaEvent, rule: AgendaRule, window: BusyInterval): BusyInterval[] | undefined {
  const { count = Infinity, until = Infinity } = rule;
  const lasting = event.length.days + Math.ceil(event.length.milliseconds / DAY_MS);
  if (lasting > MOST_REPEATED_DAYS || rule.interval < 1) return undefined;
  const last = Math.floor(Math.min(window.endMs, until) / DAY_MS) + 1;
  const nearest = Math.floor(window.startMs / DAY_MS) - lasting - 2;
  const isCounted = count !== Infinity;
  if (isCounted && last - event.day > MOST_COUNTED_DAYS) return undefined;
  const hasDay = createDayTest(rule, event.day);
  const times: BusyInterval[] = [];
  let counted = 0;
  for (let day = isCounted ? event.day : Math.max(event.day, nearest); day <= last && counted < count; day += 1) {
    if (day !== event.day && !hasDay(day)) continue;
    counted += 1;
    if (day < nearest) continue;
    const time = occur(event, day);
    if (time.startMs <= until && !event.without.has(time.startMs)) times.push(time);
  }
  return times;
}

/** What meets is one; what lies outside the window is cut off. */
function mergeBusy(times: readonly BusyInterval[], window: BusyInterval): BusyInterval[] {
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of [...times].sort((one, other) => one.startMs - other.startMs)) {
    const cut = { startMs: Math.max(startMs, window.startMs), endMs: Math.min(endMs, window.endMs) };
    if (cut.startMs >= cut.endMs) continue;
    const last = merged.at(-1);
    if (last && cut.startMs <= last.endMs) last.endMs = Math.max(last.endMs, cut.endMs);
    else merged.push(cut);
  }
  return merged;
}
