import ICAL from 'ical.js';

/** Something of an event that is not understood: whether anybody is busy then is not known. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
}

/** A time as it stands in an agenda, and the zone it names. */
export interface TimeValue {
  readonly text: string;
  readonly zone: string | undefined;
}

/** A point of a calendar and clock. */
export interface Moment {
  /** Day number and minutes since 00:00, on a clock that `zone` or `isUtc` says, or nothing does. */
  readonly day: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly isDate: boolean;
  readonly isUtc: boolean;
  readonly zone: string | undefined;
}

/** A rule in jCal (RFC 7265 §3.6.10): its parts in lower case. */
export type RuleValue = Readonly<Record<string, unknown>>;

/** What is read of one event. */
export interface Values {
  readonly uid: string;
  readonly start: TimeValue | undefined;
  readonly end: TimeValue | undefined;
  readonly duration: string | undefined;
  readonly rule: RuleValue | undefined;
  readonly without: readonly TimeValue[];
  /** The time of an event that repeats which this one stands for. */
  readonly instead: TimeValue | undefined;
  readonly status: string;
  readonly transparency: string;
  /** Something of it is not read: more times than its rule has, or several rules. */
  readonly isInPart: boolean;
}

type Property = readonly [name: string, parameters: Readonly<Record<string, unknown>>, type: string, ...unknown[]];

/** Reads the text of one event. @throws where it is none */
export function valuesOf(text: string): Values {
  const [, properties] = ICAL.parse(text) as [string, Property[]];
  const of = (name: string) => properties.filter((property) => property[0] === name);
  const times = (name: string) =>
    of(name).flatMap(([, { tzid }, , ...values]) =>
      values.map((value) => ({ text: String(value), zone: typeof tzid === 'string' ? tzid : undefined })),
    );
  const word = (name: string) => {
    const value = of(name)[0]?.[3];
    return typeof value === 'string' ? value : '';
  };
  const rules = of('rrule');
  const instead = of('recurrence-id')[0];
  return {
    uid: word('uid'),
    start: times('dtstart')[0],
    end: times('dtend')[0],
    duration: word('duration') || undefined,
    rule: rules[0]?.[3] as RuleValue | undefined,
    without: times('exdate'),
    instead: times('recurrence-id')[0],
    status: word('status').toUpperCase(),
    transparency: word('transp').toUpperCase(),
    isInPart:
      rules.length > 1 || of('rdate').length > 0 || of('exrule').length > 0 || instead?.[1]['range'] !== undefined,
  };
}

const DAY_MS = 86_400_000;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z?))?$/;
/** Two digits are no year of anybody's agenda, and a calendar of ours would take them for the nineties. */
const FIRST_YEAR = 1000;
/** Of a duration: a hundred years. */
const LONGEST_DAYS = 36_525;

/** @throws {UnreadError} for what is no point of the calendar */
export function readMoment({ text, zone }: TimeValue): Moment {
  const match = MOMENT.exec(text);
  if (!match) throw new UnreadError();
  const [, years, months, dates, hour = '0', minute = '0', second = '0', utc] = match as (string | undefined)[];
  const [year, month, date] = [Number(years), Number(months), Number(dates)];
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  const midnight = Date.UTC(year, month - 1, date);
  const isThere = year >= FIRST_YEAR && new Date(midnight).toISOString().startsWith(text.slice(0, 10));
  if (!isThere || hours > 23 || minutes > 59 || seconds > 60) throw new UnreadError();
  const isDate = utc === undefined;
  return {
    ...{ day: midnight / DAY_MS, minutes: hours * 60 + minutes, seconds },
    ...{ isDate, isUtc: utc === 'Z', zone: isDate ? undefined : zone },
  };
}

/** A duration: its weeks and days as the calendar has them, the rest exactly. @throws {UnreadError} */
export function nominal(text: string): { readonly days: number; readonly milliseconds: number } {
  const { weeks, days, hours, minutes, seconds, isNegative } = readDuration(text);
  const milliseconds = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const whole = weeks * 7 + days;
  // No calendar has a date for what ends beyond.
  if (isNegative || whole + milliseconds / DAY_MS > LONGEST_DAYS) throw new UnreadError();
  return { days: whole, milliseconds };
}

function readDuration(text: string): ICAL.Duration {
  try {
    return ICAL.Duration.fromString(text);
  } catch {
    throw new UnreadError();
  }
}
