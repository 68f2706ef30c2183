import { toInstant } from '@relais/model';
import type { PlainDate, Shift } from '@relais/model';
import { dayOf, minutesOf, openZone, weekdayOf } from '../time/index.ts';

/** The same hours on some days of the week, from a day to another, by the clock of the place. */
export interface ShiftPlan {
  readonly from: PlainDate;
  /** Included. */
  readonly to: PlainDate;
  /** 0 for Monday to 6 for Sunday. */
  readonly weekdays: readonly number[];
  /** `HH:MM` */
  readonly start: string;
  /** `HH:MM`; of the next day where it is not after `start`. */
  readonly end: string;
  readonly timezone: string;
}

const DAY_MINUTES = 1440;

/** The shifts of a plan, in order: each begins and ends when the clock on the wall says so, in the nights it is changed, too. */
export function shiftsOf(plan: ShiftPlan, shift: Omit<Shift, 'start' | 'end'>): Shift[] {
  const zone = openZone(plan.timezone);
  const start = minutesOf(plan.start);
  const end = minutesOf(plan.end) + (plan.end > plan.start ? 0 : DAY_MINUTES);
  const first = dayOf(plan.from);
  const days = Array.from({ length: Math.max(0, dayOf(plan.to) - first + 1) }, (_, place) => first + place);
  return days
    .filter((day) => plan.weekdays.includes(weekdayOf(day)))
    .map((day) => ({
      ...shift,
      start: toInstant(zone.instantOf(day, start)),
      end: toInstant(zone.instantOf(day, end)),
    }));
}
