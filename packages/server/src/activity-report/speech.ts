import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import type { ReportWords } from './words/fr.ts';

/** How a report speaks: its words, and numbers and dates as they are written in its language. */
export interface Speech {
  readonly language: 'fr' | 'en';
  readonly t: ReportWords;
  /** Fewer patients than that are not told of. */
  readonly smallest: number;
  readonly number: (value: number) => string;
  /** `2026-11-09` as « 9 novembre 2026 ». */
  readonly date: (date: string) => string;
  /** The same as « 09/11/2026 ». */
  readonly shortDate: (date: string) => string;
  /** With its time of day in Paris, by which figures are dated. */
  readonly instant: (instant: string) => string;
}

export function speechOf(language: 'fr' | 'en', smallest: number): Speech {
  const t = language === 'en' ? en : fr;
  const numbers = new Intl.NumberFormat(t.locale, { maximumFractionDigits: 1 });
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const dates = new Intl.DateTimeFormat(t.locale, { ...long, timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(t.locale, { dateStyle: 'short', timeZone: 'UTC' });
  const days = new Intl.DateTimeFormat(t.locale, { ...long, timeZone: 'Europe/Paris' });
  const times = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Paris' });
  return {
    ...{ language, t, smallest },
    number: (value) => numbers.format(value),
    date: (date) => t.on(dates.format(Date.parse(date))),
    shortDate: (date) => short.format(Date.parse(date)),
    instant: (instant) => {
      const at = Date.parse(instant);
      const [hour = '', minute = ''] = times.format(at).split(':');
      return t.at(t.on(days.format(at)), hour, minute);
    },
  };
}
