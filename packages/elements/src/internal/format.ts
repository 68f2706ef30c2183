import type { DayName, Strings } from '../translations/fr.ts';

const HOUR = 3_600_000;
/** English as it is spoken in Europe: the day before the month. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

/** Dates and times as people of one language say them, in one time zone. Instants are ISO strings or milliseconds. */
export interface Format {
  /** « jeudi 12 novembre » */
  date(instant: string | number): string;
  /** « 14 h 15 », with the season's name when that wall time happens twice in the night. */
  time(instant: string | number): string;
  /** « jeudi 12 novembre, 14 h 15 » */
  at(instant: string | number): string;
  /** Name of a service date as seen at `now`; a past one is a night that is not over, hence today's. */
  dayName(serviceDate: string, now: number): DayName;
  /** Name of the zone when the browser's own clock would show another time, else `undefined`. */
  foreignZone(instant: string | number): string | undefined;
}

/** Without a zone yet, the browser's. */
export function createFormat(strings: Strings, language: string, timeZone?: string): Format {
  const intl = (
    options: Intl.DateTimeFormatOptions,
    zone: string | undefined = timeZone,
    locale = LOCALES[language] ?? language,
  ) => new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  const long: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  const dates = intl(long);
  const serviceDates = intl(long, 'UTC');
  // A fixed locale whose digits can be split: `09:05`.
  const clock = intl({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, timeZone, 'en-GB');
  const ownClock = intl({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, undefined, 'en-GB');
  const days = intl({}, timeZone, 'sv');

  const wall = (instant: string | number) => clock.format(new Date(instant));
  const date = (instant: string | number) => tie(strings.day(dates.format(new Date(instant))));
  const time = (instant: string | number) => {
    const [hour = 0, minute = 0] = wall(instant).split(':').map(Number);
    const text = strings.time(hour, minute);
    return isAmbiguous(instant, wall) ? `${text} (${zoneName(instant, 'long')})` : text;
  };
  const zoneName = (instant: string | number, timeZoneName: 'long' | 'longGeneric') =>
    intl({ timeZoneName })
      .formatToParts(new Date(instant))
      .find((part) => part.type === 'timeZoneName')?.value ?? '';

  return {
    date,
    time,
    at: (instant) => strings.at(date(instant), time(instant)),
    dayName(serviceDate, now) {
      const tomorrow = new Date(Date.parse(days.format(now)) + 24 * HOUR).toISOString().slice(0, 10);
      const relative = serviceDate < tomorrow ? 'today' : serviceDate === tomorrow ? 'tomorrow' : undefined;
      return { relative, date: tie(strings.day(serviceDates.format(Date.parse(serviceDate)))) };
    },
    foreignZone: (instant) =>
      ownClock.format(new Date(instant)) === wall(instant) ? undefined : zoneName(instant, 'longGeneric'),
  };
}

/** A date is not broken over two lines. */
function tie(date: string): string {
  return date.replaceAll(' ', '\xa0');
}

/** Whether the same wall time comes an hour before or after: the night clocks go back. */
function isAmbiguous(instant: string | number, wall: (instant: number) => string): boolean {
  const moment = new Date(instant).getTime();
  return [-HOUR, HOUR].some((shift) => wall(moment + shift) === wall(moment));
}
