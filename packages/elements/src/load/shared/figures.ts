import { localeOf } from '@relais/sdk/locale';
import type { BadgeKind } from '../../ui/badge.ts';
import type { LoadStrings } from '../words/fr.ts';

/** Figures of accounts as people of one language read them: bookings and seats to the tenth, parts in percent. */
export interface Figures {
  count(value: number): string;
  /** With its sign. */
  signed(value: number): string;
  part(value: number): string;
  /** A day with its year: accounts reach back further than what is said of appointments. */
  day(instant: string): string;
  /** How an account stands, in words. */
  gap(balance: number): { readonly text: string; readonly kind: BadgeKind };
}

export function createFigures(t: LoadStrings, language: string, timeZone: string): Figures {
  const locale = localeOf(language);
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  // What a sum of fractions leaves over is no gap.
  const say = (value: number) => count.format(Math.round(value * 10) / 10 || 0);
  return {
    count: say,
    signed: (value) => signed.format(Math.round(value * 100) / 100 || 0),
    day: (instant) => t.day(days.format(new Date(instant))),
    part: (value) => percent.format(Math.max(0, value)),
    gap: (balance) => {
      const text = say(Math.abs(balance));
      if (text === say(0)) return { text: t.even, kind: 'done' };
      return balance > 0 ? { text: t.due(text), kind: 'waiting' } : { text: t.ahead(text), kind: 'neutral' };
    },
  };
}
