import type { PlainDate } from '@relais/model';
import { planSessions } from '../scheduling/index.ts';
import type { CompiledTerritory, PlannedDay } from '../scheduling/index.ts';
import { addDays, dateOf, dayOf, mondayOf } from '../time/index.ts';

export interface PlannedWeek {
  readonly monday: PlainDate;
  readonly seats: number;
  /** Monday to Sunday. */
  readonly days: readonly PlannedDay[];
}

/** Whole weeks from that of a date on, as they are going to be. */
export function previewWeeks(compiled: CompiledTerritory, from: PlainDate, weeks = 8): PlannedWeek[] {
  const first = dateOf(mondayOf(dayOf(from)));
  return Array.from({ length: weeks }, (_, week) => {
    const monday = addDays(first, week * 7);
    const days = planSessions(compiled, { from: monday, to: addDays(monday, 6) });
    const seats = days.reduce((sum, { sessions }) => sum + sessions.reduce((more, one) => more + one.seats, 0), 0);
    return { monday, seats, days };
  });
}
