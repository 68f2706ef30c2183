import type { UsualHours, UsualRange } from '@relais/engine/planning';
import type { PlainDate, PublicSite } from '@relais/model';
import { short } from './launch.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import type { PaperWords } from './words/fr.ts';

/** How a paper speaks. */
export interface Speech {
  readonly t: PaperWords;
  /** `2026-11-09` as « 9 novembre 2026 ». */
  readonly date: (date: PlainDate) => string;
}

export function speechOf(language: 'fr' | 'en'): Speech {
  const t = language === 'en' ? en : fr;
  const dates = new Intl.DateTimeFormat(t.locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return { t, date: (date) => t.on(dates.format(Date.parse(date))) };
}

/** « du lundi au vendredi : 9 h – 12 h et 14 h – 18 h », « samedi : 9 h – 12 h ». */
export function sayHours({ t }: Speech, { days }: UsualHours): string[] {
  const spoken = days.map((ranges) => ranges.map((range) => sayRange(t, range)).join(t.and));
  const lines: string[] = [];
  for (let first = 0; first < 7; first += 1) {
    let last = first;
    while (last < 6 && spoken[last + 1] === spoken[first]) last += 1;
    if (spoken[first] !== '') lines.push(t.said(sayDays(t, first, last), spoken[first]!));
    first = last;
  }
  return lines;
}

function sayDays(t: PaperWords, first: number, last: number): string {
  const [from, to] = [t.days[first]!, t.days[last]!];
  if (first === last) return from;
  if (last === first + 1) return [from, to].join(t.and);
  return last - first === 6 ? t.everyDay : t.fromTo(from, to);
}

function sayRange(t: PaperWords, { from, to }: UsualRange): string {
  if (to - from >= 1440) return t.roundTheClock;
  const time = (minutes: number) => {
    // Midnight at the end of a day is its 24 h; what is behind it, the next morning.
    const ofDay = minutes > 1440 ? minutes - 1440 : minutes;
    return t.time(Math.floor(ofDay / 60), ofDay % 60);
  };
  return t.range(time(from), time(to));
}

/** A place as patients look for it. */
export function saySite(
  { t }: Speech,
  { name, commune, stepFree }: Pick<PublicSite, 'name' | 'commune' | 'stepFree'>,
): string {
  return t.site(short(name), [
    ...(commune === undefined ? [] : [short(commune)]),
    ...(stepFree === undefined ? [] : [stepFree ? t.stepFree : t.steps]),
  ]);
}
