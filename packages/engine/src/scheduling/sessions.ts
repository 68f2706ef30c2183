import type { PlainDate } from '@relais/model';
import { dateOf, dayOf, formatLocal } from '../time/index.ts';
import type { HolidayKey } from '../time/index.ts';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { PlannedSlot } from './day-slots.ts';

/** A stretch of a day in which a practice receives patients without a pause longer than its slots, as people say it: from, to, seats. */
export interface PlannedSession {
  readonly practiceId: string;
  readonly siteId: string;
  /** Wall times, `HH:MM`. */
  readonly from: string;
  readonly to: string;
  readonly seats: number;
  /** Of these, the seats kept for those who carry a label. */
  readonly reserved: number;
}

/** An opening that does not take place. */
export interface MissingSession {
  readonly practiceId: string;
  readonly from: string;
  readonly cause: 'closure' | 'holiday';
  readonly holidays: readonly HolidayKey[];
}

export interface PlannedDay {
  readonly date: PlainDate;
  readonly sessions: readonly PlannedSession[];
  readonly missing: readonly MissingSession[];
}

/** The sessions of each service date, both included, by start then practice: what a coordinator looks at rather than single slots. */
export function planSessions(
  compiled: CompiledTerritory,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): PlannedDay[] {
  const practices = [...compiled.practices.values()];
  const timeAt = (instant: number) => formatLocal(compiled.zone, instant).slice(11, 16);
  const days: PlannedDay[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    const plan = planOf(compiled, day);
    const sessions = practices
      .flatMap((practice) => joinSlots(plan.slotsOfPractice(practice)))
      .sort((one, other) => one.startMs - other.startMs)
      .map(({ practiceId, siteId, startMs, endMs, seats, reserved }): PlannedSession => {
        return { practiceId, siteId, from: timeAt(startMs), to: timeAt(endMs), seats, reserved };
      });
    const missing = practices.flatMap((practice) =>
      plan.missingOf(practice).map(({ practiceId, startMs, cause }): MissingSession => {
        const holidays = cause.kind === 'holiday' ? cause.keys : [];
        return { practiceId, from: timeAt(startMs), cause: cause.kind, holidays };
      }),
    );
    days.push({ date: dateOf(day), sessions, missing });
  }
  return days;
}

interface Stretch {
  readonly practiceId: string;
  readonly siteId: string;
  readonly startMs: number;
  endMs: number;
  seats: number;
  reserved: number;
}

/** The slots of one practice are in order. A gap of the length of a slot is a pause: what follows is another session. */
function joinSlots(slots: readonly PlannedSlot[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { practiceId, siteId, startMs, endMs, capacity, windows } of slots) {
    const reserved = windows.reduce((sum, window) => sum + (window.reserved ? window.capacity : 0), 0);
    const last = stretches.at(-1);
    if (last && startMs - last.endMs < endMs - startMs) {
      last.endMs = Math.max(last.endMs, endMs);
      last.seats += capacity;
      last.reserved += reserved;
    } else stretches.push({ practiceId, siteId, startMs, endMs, seats: capacity, reserved });
  }
  return stretches;
}
