import { localeOf } from '@relais/model/locale';
import type { Figure, FigureComparison, FigureCell, FigurePeriod, IndicatorUnit } from '@relais/model';
import type { FigureWords } from './words/fr-figure.ts';

export type Numbers = Pick<Figure | FigureCell | FigureComparison, 'value' | 'numerator' | 'denominator' | 'hidden'>;

/** Numbers and dates of figures, as people of one language write them. */
export interface Say {
  /** « 42,3 % », « 1 h 05 », « 212 », « — », « masqué ». */
  value(numbers: Numbers, unit: IndicatorUnit): string;
  /** A value under an axis. */
  short(value: number, unit: IndicatorUnit): string;
  /** « 50 / 120 »: what it is made of. */
  parts(numbers: Numbers, unit: IndicatorUnit): string;
  /** Both: « 42,3 % (50 / 120) ». */
  whole(numbers: Numbers, unit: IndicatorUnit): string;
  count(count: number): string;
  /** « du 1er janvier au 30 novembre 2026 » */
  period(period: FigurePeriod): string;
  date(date: string): string;
  /** « 30 novembre à 14 h 02 », at the place. */
  instant(instant: string): string;
  /** The same with its year, to be kept. */
  moment(instant: string): string;
  /** As `whole`, to stand in brackets: « 42,3 %, 50 / 120 ». */
  inBrackets(numbers: Numbers, unit: IndicatorUnit): string;
  /** How much more or less than before: « +12 % », « −3,2 points ». */
  change(now: number, before: number, unit: IndicatorUnit): string;
}

const made = new WeakMap<FigureWords, Say>();

export function sayIn(t: FigureWords, language: string): Say {
  const known = made.get(t) ?? create(t, localeOf(language));
  made.set(t, known);
  return known;
}

function create(t: FigureWords, locale: string): Say {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const signedPercent = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const shortDates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'Europe/Paris' });
  const longDays = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Paris' });
  const clock = new Intl.DateTimeFormat('sv', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
  const count = (value: number) => plain.format(value);
  const date = (text: string) => t.day(dates.format(Date.parse(text)));
  const short = (value: number, unit: IndicatorUnit): string => {
    if (unit === 'percent') return percent.format(value / 100);
    if (unit === 'minutes') return t.minutes(Math.round(value));
    if (unit === 'euros') return euros.format(value);
    return unit === 'yesNo' ? t.yesNo(value > 0) : count(value);
  };
  const value = (numbers: Numbers, unit: IndicatorUnit) =>
    numbers.hidden ? t.hidden : numbers.value === null ? '—' : short(numbers.value, unit);
  const parts = ({ numerator, denominator, hidden }: Numbers, unit: IndicatorUnit): string => {
    if (hidden || unit === 'yesNo') return '';
    if (unit === 'minutes') return t.measured(denominator ?? numerator ?? 0, count(denominator ?? numerator ?? 0));
    const top = numerator === null ? '—' : count(numerator);
    return denominator === undefined ? `n = ${top}` : `${top} / ${denominator === null ? '—' : count(denominator)}`;
  };
  const at = (text: string, dated: Intl.DateTimeFormat) => {
    const [hour, minute] = clock.format(Date.parse(text)).split(':').map(Number);
    return t.at(t.day(dated.format(Date.parse(text))), t.time(hour ?? 0, minute ?? 0));
  };
  return {
    value,
    short,
    parts,
    whole: (numbers, unit) => {
      const all = parts(numbers, unit);
      return all && numbers.denominator !== undefined ? `${value(numbers, unit)} (${all})` : value(numbers, unit);
    },
    inBrackets: (numbers, unit) => {
      const all = parts(numbers, unit);
      return all && numbers.denominator !== undefined ? `${value(numbers, unit)}, ${all}` : value(numbers, unit);
    },
    count,
    date,
    period: ({ from, to }) => {
      if (from === to) return t.on(date(from));
      const isOneYear = from.slice(0, 4) === to.slice(0, 4);
      return t.fromTo(isOneYear ? t.day(shortDates.format(Date.parse(from))) : date(from), date(to));
    },
    instant: (text) => at(text, days),
    moment: (text) => at(text, longDays),
    change: (now, before, unit) =>
      unit === 'percent'
        ? t.points(signed.format(now - before), Math.abs(now - before) >= 2)
        : before === 0
          ? signed.format(now - before)
          : signedPercent.format((now - before) / before),
  };
}
