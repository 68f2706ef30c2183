import type { PatientRequestSettings, ServiceHours, Territory } from '@relais/model';
import { calendarsOf } from '../scheduling/index.ts';
import { minutesOf, openZone, weekdayOf } from '../time/index.ts';

/** A stretch of time in milliseconds: `from` included, `to` not. */
export interface ServiceWindow {
  readonly from: number;
  readonly to: number;
}

type TerritoryClock = Pick<Territory, 'timezone' | 'holidayCalendar' | 'holidaysWorked' | 'extraHolidays'>;

const WEEKDAYS: readonly ServiceHours['days'][number][] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Where a day is cut in two, for whoever says when they can be reached. Minutes. */
const NOON = 13 * 60;

/**
 * When a service calls, from the day of `now` on, for so many days: wall times of the territory, in order, those that overlap made one. What has
 * ended at `now` is left out.
 */
export function serviceWindows(
  settings: Pick<PatientRequestSettings, 'hours' | 'onHoliday'>,
  territory: TerritoryClock,
  { now, days }: { readonly now: number; readonly days: number },
): ServiceWindow[] {
  const zone = openZone(territory.timezone);
  const isOpenOn = openDays(settings, territory);
  const today = zone.wallTimeOf(now).day;
  const found: ServiceWindow[] = [];
  for (let day = today; day < today + days; day += 1) {
    if (!isOpenOn(day)) continue;
    const weekday = WEEKDAYS[weekdayOf(day)];
    for (const hours of settings.hours) {
      if (!hours.days.some((name) => name === weekday)) continue;
      found.push({
        from: zone.instantOf(day, minutesOf(hours.from)),
        to: zone.instantOf(day, minutesOf(hours.to)),
      });
    }
  }
  return merged(found).filter(({ to }) => to > now);
}

/** The same from `now` on, cut at 13:00 and at midnight: what somebody is asked of, half-day by half-day. */
export function halfDayWindows(
  windows: readonly ServiceWindow[],
  { timezone }: Pick<Territory, 'timezone'>,
  now: number,
): ServiceWindow[] {
  const zone = openZone(timezone);
  const halves = ({ from, to }: ServiceWindow): ServiceWindow[] => {
    if (from >= to) return [];
    const { day, minutes } = zone.wallTimeOf(from);
    const next = minutes < NOON ? zone.instantOf(day, NOON) : zone.instantOf(day + 1, 0);
    const end = Math.min(next, to);
    return [cut(from, end), ...halves(cut(end, to))];
  };
  return windows.flatMap(({ from, to }) => halves(cut(Math.max(from, now), to)));
}

/**
 * By when somebody is called who asked at `since`, with a target of so many minutes: only minutes in which the service calls count, so that nobody is
 * told to wait for a call in the night. Where the windows end before, what is left of it counts by the clock.
 */
export function expectedBy(windows: readonly ServiceWindow[], since: number, minutes: number): number {
  let left = minutes * 60_000;
  let reached = since;
  for (const { from, to } of windows) {
    if (to <= since) continue;
    const begins = Math.max(from, since);
    if (begins + left <= to) return begins + left;
    left -= to - begins;
    reached = to;
  }
  return reached + left;
}

function openDays(
  { onHoliday = 'closed' }: Pick<PatientRequestSettings, 'onHoliday'>,
  territory: TerritoryClock,
): (day: number) => boolean {
  if (onHoliday === 'open') return () => true;
  const calendar = calendarsOf(territory)({});
  return (day) => calendar.keysOn(day).length === 0;
}

function cut(from: number, to: number): ServiceWindow {
  return { from, to };
}

function merged(windows: readonly ServiceWindow[]): ServiceWindow[] {
  const sorted = [...windows].sort((one, other) => one.from - other.from || one.to - other.to);
  return sorted.reduce<ServiceWindow[]>((kept, window) => {
    const last = kept.at(-1);
    if (last === undefined || window.from > last.to) return [...kept, window];
    return [...kept.slice(0, -1), cut(last.from, Math.max(last.to, window.to))];
  }, []);
}
