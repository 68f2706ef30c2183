import { localeOf } from '@relais/sdk/locale';
import type { DateWords } from './words/fr.ts';

const HOUR = 3_600_000;

type When = string | number;

/**
 * A date as a person names it: today, tomorrow, or the date in full. A night belongs to two days: `eve` is the first one's day of the week,
 * and the coming night is that of `today` whichever side of midnight it is now.
 */
export interface DayName {
  readonly relative: 'today' | 'tomorrow' | undefined;
  readonly date: string;
  readonly eve: string;
}

/** Dates and times as people of one language say them, in one time zone. Instants are ISO strings or milliseconds. */
export interface Format {
  /** « jeudi 12 novembre » */
  date(instant: When): string;
  /** « 14 h 15 », with the season's name when that wall time happens twice in the night. */
  time(instant: When): string;
  /** The same of the end of something: what ends at midnight ends at « 24 h » of its day, not where that day began. */
  end(instant: When): string;
  /** « jeudi 12 novembre, 14 h 15 » */
  at(instant: When): string;
  /** The same of a wall time, `YYYY-MM-DDTHH:MM…`, whatever the zone. */
  atWall(startLocal: string): string;
  /** Name of a date of the wall as seen at `now`; of a night, by the date it ends on. */
  dayName(date: string, now: number, isNight?: boolean): DayName;
  /** Name of the zone when the browser's own clock would show another time, else `undefined`. */
  foreignZone(instant: When): string | undefined;
}

export function createFormat(words: DateWords, language: string, timeZone: string): Format {
  const locale = localeOf(language);
  const wall = wallClock(timeZone);
  const ownWall = wallClock();
  const dates = longDates(locale, timeZone);
  const wallDates = longDates(locale, 'UTC');
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const nameDate = (format: Intl.DateTimeFormat, instant: When) => tie(words.day(format.format(new Date(instant))));
  const nameZone = (instant: When, timeZoneName: 'long' | 'longGeneric') =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
      .formatToParts(new Date(instant))
      .find(({ type }) => type === 'timeZoneName')?.value;

  const date = (instant: When) => nameDate(dates, instant);
  const time = (instant: When) => {
    const now = new Date(instant).getTime();
    const text = words.time(Number(wall(now).slice(11, 13)), Number(wall(now).slice(14, 16)));
    // The night clocks go back, the same wall time comes an hour before or after.
    const isTwice = [now - HOUR, now + HOUR].some((other) => wall(other) === wall(now));
    return isTwice ? `${text} (${nameZone(now, 'long')})` : text;
  };
  return {
    date,
    time,
    end: (instant) => (wall(instant).endsWith(' 00:00') ? words.time(24, 0) : time(instant)),
    at: (instant) => words.at(date(instant), time(instant)),
    atWall: (startLocal) =>
      words.at(
        nameDate(wallDates, startLocal.slice(0, 10)),
        words.time(Number(startLocal.slice(11, 13)), Number(startLocal.slice(14, 16))),
      ),
    dayName(day, now, isNight = false) {
      // At 6 h in the morning one night is over, and the next is that of the coming day.
      const today = wall(isNight ? now + 18 * HOUR : now).slice(0, 10);
      const isTomorrow = !isNight && day === nextDate(today, 1);
      return {
        relative: day === today ? 'today' : isTomorrow ? 'tomorrow' : undefined,
        date: nameDate(wallDates, day),
        eve: weekdays.format(new Date(nextDate(day, -1))),
      };
    },
    foreignZone: (instant) => (ownWall(instant) === wall(instant) ? undefined : nameZone(instant, 'longGeneric')),
  };
}

/** `2026-11-12 14:15`, as Swedish writes it; in the browser's zone unless told. */
function wallClock(timeZone?: string): (instant: When) => string {
  const format = new Intl.DateTimeFormat('sv', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(timeZone && { timeZone }),
  });
  return (instant) => format.format(new Date(instant));
}

function nextDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 24 * HOUR).toISOString().slice(0, 10);
}

function longDates(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}

/** The day and its month are not parted; the weekday may stand on a line of its own, or the whole would not fit a telephone. */
function tie(date: string): string {
  return date.replace(/(\d\S*) /, '$1\xa0');
}
