import { dayOfCalendar, modulo, weekdayOf } from '../../time/index.ts';

/** 0 for Monday to 6 for Sunday; `nth` of the month, from its end where negative, where one is named. */
export interface RuleWeekday {
  readonly weekday: number;
  readonly nth?: number;
}

/**
 * The part of RFC 5545 §3.3.10 that agendas of people are made of: days by weekday, day of the month and month, and which of those of a month.
 * What a rule says beside it is not read.
 */
export interface AgendaRule {
  readonly frequency: 'daily' | 'weekly' | 'monthly' | 'yearly';
  readonly interval: number;
  readonly count?: number;
  /** The last instant an event may begin at. */
  readonly until?: number;
  readonly weekdays: readonly RuleWeekday[];
  /** 1 to 31, from the month's end where negative. */
  readonly monthDays: readonly number[];
  /** 1 to 12. */
  readonly months: readonly number[];
  /** Which of the days of a month that the rest of the rule names, from their end where negative. */
  readonly positions: readonly number[];
  /** First weekday of a week, 0 for Monday. */
  readonly weekStart: number;
}

interface CalendarDay {
  readonly day: number;
  readonly year: number;
  readonly month: number;
  readonly monthDay: number;
}

/** Whether a rule that begins on a day has that later day, whatever its count and end. */
export function createDayTest(rule: AgendaRule, firstDay: number): (day: number) => boolean {
  const first = calendarDayOf(firstDay);
  const isWeekday = weekdayTest(rule, first);
  const isInTurn = turnOf(rule, first);
  const isNamed = namedDays(rule, first);
  const { positions } = rule;
  // Most days fall by their weekday, which is the cheapest to know.
  const isThere = (day: number) => isWeekday(day) && isInTurn(day) && isNamed(calendarDayOf(day));
  if (positions.length === 0) return isThere;
  return (day) => {
    if (!isThere(day)) return false;
    const named = monthOf(calendarDayOf(day)).filter(isThere);
    const place = named.indexOf(day);
    return positions.some((position) => place === (position < 0 ? named.length + position : position - 1));
  };
}

/** Whether a day is in a day, week, month or year of the rule, of which some may be left out. */
function turnOf({ frequency, interval, weekStart }: AgendaRule, first: CalendarDay): (day: number) => boolean {
  const weekOf = (day: number) => day - modulo(weekdayOf(day) - weekStart, 7);
  const firstWeek = weekOf(first.day);
  const since: Record<AgendaRule['frequency'], (day: number) => number> = {
    daily: (day) => day - first.day,
    weekly: (day) => (weekOf(day) - firstWeek) / 7,
    monthly(day) {
      const { year, month } = calendarDayOf(day);
      return (year - first.year) * 12 + month - first.month;
    },
    yearly: (day) => calendarDayOf(day).year - first.year,
  };
  const count = since[frequency];
  return (day) => modulo(count(day), interval) === 0;
}

function weekdayTest({ frequency, weekdays, monthDays }: AgendaRule, first: CalendarDay): (day: number) => boolean {
  const isUsual = frequency === 'weekly' && weekdays.length === 0 && monthDays.length === 0;
  const named = new Set(isUsual ? [weekdayOf(first.day)] : weekdays.map(({ weekday }) => weekday));
  return named.size === 0 ? () => true : (day) => named.has(weekdayOf(day));
}

/** What a rule does not name it has of its first day. */
function namedDays(rule: AgendaRule, first: CalendarDay): (date: CalendarDay) => boolean {
  const { frequency, weekdays, monthDays, months } = rule;
  const namesDays = weekdays.length > 0 || monthDays.length > 0;
  const usualMonths = months.length === 0 && frequency === 'yearly' && !namesDays ? [first.month] : months;
  const isByMonth = frequency === 'monthly' || frequency === 'yearly';
  const usualMonthDays = !namesDays && isByMonth ? [first.monthDay] : monthDays;
  return (date) =>
    (usualMonths.length === 0 || usualMonths.includes(date.month)) &&
    (usualMonthDays.length === 0 || usualMonthDays.some((one) => isMonthDay(one, date))) &&
    (weekdays.length === 0 || weekdays.some((one) => isNth(one, date)));
}

function isMonthDay(monthDay: number, date: CalendarDay): boolean {
  return date.monthDay === (monthDay < 0 ? lengthOfMonth(date) + 1 + monthDay : monthDay);
}

function isNth({ weekday, nth }: RuleWeekday, date: CalendarDay): boolean {
  if (weekdayOf(date.day) !== weekday) return false;
  if (nth === undefined) return true;
  const place = nth > 0 ? date.monthDay : lengthOfMonth(date) + 1 - date.monthDay;
  return Math.ceil(place / 7) === Math.abs(nth);
}

function monthOf(date: CalendarDay): number[] {
  return Array.from({ length: lengthOfMonth(date) }, (_, index) => date.day - date.monthDay + 1 + index);
}

function lengthOfMonth({ year, month }: CalendarDay): number {
  return dayOfCalendar(year, month + 1, 1) - dayOfCalendar(year, month, 1);
}

function calendarDayOf(day: number): CalendarDay {
  const date = new Date(day * 86_400_000);
  return { day, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, monthDay: date.getUTCDate() };
}
