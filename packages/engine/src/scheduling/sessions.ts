import type { PlainDate } from '@relais/model';
import { dateOf, dayOf, formatLocal } from '../time/index.ts';
import type { HolidayKey } from '../time/index.ts';
import type { CompiledTerritory } from './compile.ts';
import { planOf } from './day-slots.ts';
import type { DayPlan, PlannedSlot } from './day-slots.ts';
import type { CompiledPractice } from './practices.ts';

/** A stretch of a day in which a practice receives patients without a pause longer than its slots, as people say it: from, to, seats. */
export interface PlannedSession {
  readonly practiceId: string;
  readonly siteId: string;
  /** Wall times, `HH:MM`; what ends at midnight ends at `24:00`. */
  readonly from: string;
  readonly to: string;
  /** The same with their dates and offsets: of an opening that lasts past midnight they may be of the day after the service date. */
  readonly startLocal: string;
  readonly endLocal: string;
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
  const localAt = (instant: number) => formatLocal(compiled.zone, instant);
  const timeOf = (local: string) => local.slice(11, 16);
  const endOf = (local: string) => timeOf(local).replace('00:00', '24:00');
  const days: PlannedDay[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    const plan = planOf(compiled, day);
    const sessions = sessionsOf(plan, practices).map((slots): PlannedSession => {
      const { practiceId, siteId, startMs } = slots[0]!;
      const windows = slots.flatMap((slot) => slot.windows);
      const reserved = windows.reduce((sum, window) => sum + (window.reserved ? window.capacity : 0), 0);
      const [startLocal, endLocal] = [localAt(startMs), localAt(Math.max(...slots.map(({ endMs }) => endMs)))];
      return {
        ...{ practiceId, siteId, from: timeOf(startLocal), to: endOf(endLocal), startLocal, endLocal },
        ...{ seats: seatsOf(slots), reserved },
      };
    });
    const missing = practices.flatMap((practice) =>
      plan.missingOf(practice).map(({ practiceId, startMs, cause }): MissingSession => {
        const holidays = cause.kind === 'holiday' ? cause.keys : [];
        return { practiceId, from: timeOf(localAt(startMs)), cause: cause.kind, holidays };
      }),
    );
    days.push({ date: dateOf(day), sessions, missing });
  }
  return days;
}

/** The same of some practices alone, slot by slot: each list is one session. */
export function listSessions(
  compiled: CompiledTerritory,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
  practiceIds: ReadonlySet<string>,
): (readonly PlannedSlot[])[] {
  const practices = [...compiled.practices.values()].filter(({ id }) => practiceIds.has(id));
  const sessions: (readonly PlannedSlot[])[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1)
    sessions.push(...sessionsOf(planOf(compiled, day), practices));
  return sessions;
}

/** Between which starts a session of a practice lies, both its own. */
export interface SessionStarts {
  readonly practiceId: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

export function sessionStarts(session: readonly PlannedSlot[]): SessionStarts {
  const starts = session.map(({ startMs }) => startMs);
  return { practiceId: session[0]!.practiceId, firstMs: Math.min(...starts), lastMs: Math.max(...starts) };
}

/** The session that a planned start of a practice belongs to, whoever may see it. */
export function sessionAt(
  compiled: CompiledTerritory,
  { practiceId, serviceDate, startMs }: Pick<PlannedSlot, 'practiceId' | 'serviceDate' | 'startMs'>,
): SessionStarts | undefined {
  const dates = { from: serviceDate, to: serviceDate };
  const session = listSessions(compiled, dates, new Set([practiceId])).find((slots) =>
    slots.some((slot) => slot.startMs === startMs),
  );
  return session && sessionStarts(session);
}

export function seatsOf(slots: readonly PlannedSlot[]): number {
  return slots.reduce((sum, { capacity }) => sum + capacity, 0);
}

/** By start then practice. */
function sessionsOf(plan: DayPlan, practices: readonly CompiledPractice[]): PlannedSlot[][] {
  return practices
    .flatMap((practice) => joinSlots(plan.slotsOfPractice(practice)))
    .sort(([one], [other]) => one!.startMs - other!.startMs);
}

/** The slots of one practice are in order. A gap of the length of a slot is a pause: what follows is another session. */
function joinSlots(slots: readonly PlannedSlot[]): PlannedSlot[][] {
  const sessions: PlannedSlot[][] = [];
  let end = -Infinity;
  for (const slot of slots) {
    const isPause = slot.startMs - end >= slot.endMs - slot.startMs;
    if (isPause) sessions.push([slot]);
    else sessions.at(-1)!.push(slot);
    end = isPause ? slot.endMs : Math.max(end, slot.endMs);
  }
  return sessions;
}
