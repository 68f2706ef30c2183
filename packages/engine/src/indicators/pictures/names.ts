import { localeOf } from '@relais/model/locale';
import type { DimensionLabels, FigureSplit } from '@relais/model';
import type { FigureWords } from './words/fr-figure.ts';
import type { FigureNameWords } from './words/fr-names.ts';

export type NamingWords = FigureNameWords & Pick<FigureWords, 'day'>;

export interface Name {
  /** In full: « semaine du 2 novembre 2026 ». */
  readonly name: string;
  /** Under an axis: « 2 nov. ». */
  readonly short: string;
}

/** Whether codes of a split follow each other whatever is counted of them. */
export function isOrdered(split: FigureSplit | undefined): boolean {
  return split === 'ageBand' || split === 'weekday' || split === 'hour';
}

/** Such codes in their order: 2 to 14 years before 15 to 44, and what is not known last. Others stay as they are. */
export function inOrder(split: FigureSplit | undefined, codes: readonly string[]): string[] {
  if (!isOrdered(split)) return [...codes];
  const placeOf = (code: string) => (/^\d/.test(code) ? Number.parseInt(code, 10) : Number.MAX_SAFE_INTEGER);
  return [...codes].sort((one, other) => placeOf(one) - placeOf(other));
}

type Namer = (key: string) => Name;

/** What the codes of a split are called. */
export function namesOf(split: FigureSplit, t: NamingWords, language: string, labels: DimensionLabels): Namer {
  const locale = localeOf(language);
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date: string) => t.day(made.format(Date.parse(date)));
  };
  const same = (name: string): Name => ({ name, short: name });
  switch (split) {
    case 'day': {
      const [long, short] = [
        format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
        format({ day: 'numeric', month: 'short' }),
      ];
      return (key) => ({ name: long(key), short: short(key) });
    }
    case 'week': {
      const [long, short] = [format({ dateStyle: 'long' }), format({ day: 'numeric', month: 'short' })];
      return (key) => ({ name: t.week(long(key)), short: short(key) });
    }
    case 'month': {
      const [long, short] = [format({ month: 'long', year: 'numeric' }), format({ month: 'short', year: '2-digit' })];
      return (key) => ({ name: long(key), short: short(key) });
    }
    case 'quarter':
      return (key) => {
        const quarter = Math.floor((Number(key.slice(5, 7)) - 1) / 3) + 1;
        return { name: t.quarterName(quarter, key.slice(0, 4)), short: t.quarterShort(quarter, key.slice(0, 4)) };
      };
    case 'year':
      return (key) => same(key.slice(0, 4));
    case 'weekday': {
      // 2024 began on a Monday.
      const [long, short] = [format({ weekday: 'long' }), format({ weekday: 'short' })];
      return (key) => {
        const date = `2024-01-0${key}`;
        return /^[1-7]$/.test(key) ? { name: long(date), short: short(date) } : same(t.codes[key] ?? key);
      };
    }
    case 'hour':
      return (key) => (/^\d+$/.test(key) ? { name: t.hour(key), short: key } : same(t.codes[key] ?? key));
    case 'ageBand':
      return (key) => {
        const [, from = '', to] = /^(\d+)(?:-(\d+)|\+)$/.exec(key) ?? [];
        return same(from ? t.ages(from, to) : (t.codes[key] ?? key));
      };
    default: {
      const known = labels[split];
      return (key) => same(known?.[key]?.[language === 'en' ? 'en' : 'fr'] ?? t.codes[key] ?? key);
    }
  }
}
