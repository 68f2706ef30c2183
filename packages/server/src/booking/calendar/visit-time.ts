import { fromInstant } from '@relais/model';
import type { Instant } from '@relais/model';

export type Language = 'fr' | 'en';

/** A visit's start as people say it where it takes place, e.g. « lundi 9 novembre 2026 », « 14 h 00 », « heure : France ». */
export interface VisitTime {
  readonly date: string;
  readonly time: string;
  /** Whose clock it is: a telephone set to another zone shows another hour in its calendar. */
  readonly zone: string;
}

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;
const formatters = new Map<string, Intl.DateTimeFormat>();

export function describeStart(start: Instant, timezone: string, language: Language): VisitTime {
  const at = fromInstant(start);
  const part = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) =>
    formatter(language, timezone, options)
      .formatToParts(at)
      .find((one) => one.type === type)?.value ?? '';
  const hour = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'hour');
  const minute = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'minute');
  return {
    date: formatter(language, timezone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at),
    time: language === 'fr' ? `${Number(hour)}\u00a0h\u00a0${minute}` : `${hour}:${minute}`,
    zone: part({ timeZoneName: 'shortGeneric' }, 'timeZoneName'),
  };
}

function formatter(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, timeZone, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone });
  formatters.set(key, made);
  return made;
}
