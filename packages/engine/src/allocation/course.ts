import type { PlainDate } from '@relais/model';
import { dateOf, mondayOf, openZone } from '../time/index.ts';

/** One thing that moved an account: a booking, or a correction. */
export interface AccountStep {
  readonly at: number;
  readonly earned: number;
  readonly received: number;
  readonly corrected: number;
}

/** What a week brought to an account, and how it stood at its end. */
export interface CourseWeek {
  /** Its Monday. */
  readonly from: PlainDate;
  readonly requests: number;
  readonly earned: number;
  readonly received: number;
  readonly corrected: number;
  readonly balance: number;
}

/** The span of a course, instants in milliseconds, and how the account stands at its end. */
export interface CourseSpan {
  readonly from: number;
  readonly to: number;
  readonly balance: number;
  readonly timezone: string;
}

/** An account week by week, weeks without anything included. */
export function accountCourse(steps: Iterable<AccountStep>, { from, to, balance, timezone }: CourseSpan): CourseWeek[] {
  const zone = openZone(timezone);
  const weekOf = (at: number) => mondayOf(zone.wallTimeOf(at).day);
  const first = weekOf(from);
  const empty = { requests: 0, earned: 0, received: 0, corrected: 0 };
  const sums = new Map<number, typeof empty>();
  let moved = 0;
  for (const { at, earned, received, corrected } of steps) {
    if (weekOf(at) < first) continue;
    const week = sums.get(weekOf(at)) ?? empty;
    sums.set(weekOf(at), {
      requests: week.requests + (earned > 0 || received > 0 ? 1 : 0),
      earned: week.earned + earned,
      received: week.received + received,
      corrected: week.corrected + corrected,
    });
    moved += earned - received + corrected;
  }
  const weeks: CourseWeek[] = [];
  let stands = balance - moved;
  for (let monday = first; monday <= weekOf(to); monday += 7) {
    const week = sums.get(monday) ?? empty;
    stands += week.earned - week.received + week.corrected;
    weeks.push({ from: dateOf(monday), ...week, balance: stands });
  }
  return weeks;
}
