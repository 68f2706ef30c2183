import type { HolidayCalendarId, HolidayPolicy, Opening, Practice, Rotation, Territory } from '@relais/model';
import { dayOf, holidayKeysOn, modulo, mondayOf, weekdayOf } from '../time/index.ts';
import type { HolidayKey } from '../time/index.ts';

/** Which service days a window is on: one date, or days of the week within dates, a rotation and a holiday policy. */
export type Recurrence =
  | { readonly kind: 'once'; readonly day: number }
  | {
      readonly kind: 'weekly';
      readonly weekdays: ReadonlySet<number>;
      readonly validFrom: number;
      readonly validTo: number;
      readonly rotation:
        { readonly monday: number; readonly cycleWeeks: number; readonly weeks: ReadonlySet<number> } | undefined;
      readonly onHoliday: HolidayPolicy;
    };

export interface HolidayCalendar {
  /** Keys that make the day a holiday here, after `holidaysWorked` and `extraHolidays`; empty on an ordinary day. */
  keysOn(day: number): readonly HolidayKey[];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Whether a window is on a service day (rules 2, 3 and 7). */
export function appliesOn(recurrence: Recurrence, calendar: HolidayCalendar, day: number): boolean {
  if (!matchesWeek(recurrence, day)) return false;
  if (recurrence.kind === 'once' || recurrence.onHoliday === 'open') return true;
  return calendar.keysOn(day).length > 0 === (recurrence.onHoliday === 'only');
}

/** The same without the holidays (rules 2 and 7). */
export function matchesWeek(recurrence: Recurrence, day: number): boolean {
  if (recurrence.kind === 'once') return day === recurrence.day;
  if (day < recurrence.validFrom || day > recurrence.validTo || !recurrence.weekdays.has(weekdayOf(day))) return false;
  const { rotation } = recurrence;
  if (!rotation) return true;
  const weeksSinceAnchor = (mondayOf(day) - rotation.monday) / 7;
  return rotation.weeks.has(modulo(weeksSinceAnchor, rotation.cycleWeeks));
}

export function weekly(opening: Opening, territory: Territory): Recurrence {
  return {
    kind: 'weekly',
    weekdays: new Set(opening.days.map((name) => weekdays.indexOf(name))),
    validFrom: opening.validFrom === undefined ? -Infinity : dayOf(opening.validFrom),
    validTo: opening.validTo === undefined ? Infinity : dayOf(opening.validTo),
    rotation: opening.rotation && compileRotation(opening.rotation),
    onHoliday: opening.onHoliday ?? territory.rules?.onHoliday ?? 'closed',
  };
}

function compileRotation({ anchor, cycleWeeks, weeks }: Rotation) {
  return { monday: mondayOf(dayOf(anchor)), cycleWeeks, weeks: new Set(weeks) };
}

/** The calendar of each practice; practices on one calendar share it. */
export function calendarsOf(
  territory: Pick<Territory, 'holidayCalendar' | 'holidaysWorked' | 'extraHolidays'>,
): (practice: Pick<Practice, 'holidayCalendar'>) => HolidayCalendar {
  const worked = new Set(territory.holidaysWorked);
  const extra = new Set((territory.extraHolidays ?? []).map(dayOf));
  const calendars = new Map<HolidayCalendarId, HolidayCalendar>();
  return ({ holidayCalendar: id = territory.holidayCalendar }) => {
    const calendar = calendars.get(id) ?? {
      keysOn(day: number): readonly HolidayKey[] {
        const listed = holidayKeysOn(id, day);
        const kept = worked.size > 0 && listed.length > 0 ? listed.filter((key) => !worked.has(key)) : listed;
        return extra.has(day) ? [...kept, 'extra'] : kept;
      },
    };
    calendars.set(id, calendar);
    return calendar;
  };
}
