import type { HolidayCalendarId } from '@relais/model';
import { dateOf, dayOfCalendar, yearOf } from './dates.ts';

/**
 * French public holidays by rule: a list of dates would end one day. A holiday is a default of the calendar, never a hard rule: an opening
 * may ignore it (`onHoliday`), a territory may work it (`holidaysWorked`). Nothing moves when one falls on a weekend.
 */
interface HolidayRule {
  readonly key: HolidayKey;
  /** Month and day, or days after Easter Sunday. */
  readonly on: readonly [month: number, day: number] | number;
  /** First and last year of the rule, where it has changed. */
  readonly since?: number;
  readonly until?: number;
}

const labels = {
  'new-year': { fr: 'Jour de l’An', en: 'New Year’s Day' },
  'good-friday': { fr: 'Vendredi saint', en: 'Good Friday' },
  'easter-monday': { fr: 'Lundi de Pâques', en: 'Easter Monday' },
  'labour-day': { fr: 'Fête du Travail', en: 'Labour Day' },
  'victory-1945': { fr: 'Victoire de 1945', en: 'Victory in Europe Day' },
  ascension: { fr: 'Ascension', en: 'Ascension Day' },
  'whit-monday': { fr: 'Lundi de Pentecôte', en: 'Whit Monday' },
  'bastille-day': { fr: 'Fête nationale', en: 'Bastille Day' },
  assumption: { fr: 'Assomption', en: 'Assumption Day' },
  'all-saints': { fr: 'Toussaint', en: 'All Saints’ Day' },
  'armistice-1918': { fr: 'Armistice de 1918', en: 'Armistice Day' },
  christmas: { fr: 'Noël', en: 'Christmas Day' },
  'second-christmas-day': { fr: 'Lendemain de Noël', en: 'St Stephen’s Day' },
  abolition: { fr: 'Abolition de l’esclavage', en: 'Abolition of slavery' },
  gospel: { fr: 'Arrivée de l’Évangile', en: 'Arrival of the Gospel' },
  autonomy: { fr: 'Fête de l’Autonomie', en: 'Autonomy Day' },
  matarii: { fr: 'Matari’i i ni’a', en: 'Matari’i i ni’a' },
  citizenship: { fr: 'Fête de la Citoyenneté', en: 'Citizenship Day' },
  'saint-pierre-chanel': { fr: 'Saint-Pierre-Chanel', en: 'Saint Peter Chanel’s Day' },
  'territory-day': { fr: 'Fête du Territoire', en: 'Territory Day' },
  extra: { fr: 'Jour férié local', en: 'Local holiday' },
} as const satisfies Record<string, { fr: string; en: string }>;

export type HolidayKey = keyof typeof labels;

/** Code du travail, L3133-1. */
const national: readonly HolidayRule[] = [
  { key: 'new-year', on: [1, 1] },
  { key: 'easter-monday', on: 1 },
  { key: 'labour-day', on: [5, 1] },
  { key: 'victory-1945', on: [5, 8] },
  { key: 'ascension', on: 39 },
  { key: 'whit-monday', on: 50 },
  { key: 'bastille-day', on: [7, 14] },
  { key: 'assumption', on: [8, 15] },
  { key: 'all-saints', on: [11, 1] },
  { key: 'armistice-1918', on: [11, 11] },
  { key: 'christmas', on: [12, 25] },
];

/**
 * The days of commemoration of the abolition of slavery: Code du travail, L3422-2 (loi 83-550 and décret 83-1003 before it). The overseas
 * communities: the rule of each with its source; the Etalab data set gives them the national days and, for two, the commemoration.
 */
const calendars: Record<HolidayCalendarId, readonly HolidayRule[]> = {
  'FR-metropole': national,
  // Code du travail, L3134-13. Good Friday holds in communes with a Protestant temple or a mixed church: a site's choice (`holidaysWorked`).
  'FR-alsace-moselle': [...national, { key: 'good-friday', on: -2 }, { key: 'second-christmas-day', on: [12, 26] }],
  'FR-guadeloupe': [...national, { key: 'abolition', on: [5, 27] }],
  'FR-martinique': [...national, { key: 'abolition', on: [5, 22] }],
  'FR-guyane': [...national, { key: 'abolition', on: [6, 10] }],
  'FR-la-reunion': [...national, { key: 'abolition', on: [12, 20] }],
  'FR-mayotte': [...national, { key: 'abolition', on: [4, 27] }],
  // Décret 2012-553, then L3422-2.
  'FR-saint-barthelemy': [...national, { key: 'abolition', on: [10, 9] }],
  // 27 May by décret 2012-553; 28 May since 2018 by the circulars that follow the territorial council's vote of 5 November 2015
  // (préfecture de Saint-Barthélemy et de Saint-Martin, May 2019: « L3422-2 s'applique pour cette date »). Etalab gives 28 May.
  'FR-saint-martin': [
    ...national,
    { key: 'abolition', on: [5, 27], until: 2017 },
    { key: 'abolition', on: [5, 28], since: 2018 },
  ],
  // Code du travail, L3133-1, applies there; no source gives a local day.
  'FR-saint-pierre-et-miquelon': national,
  // 28 April and 29 July: « Public holidays in Wallis and Futuna » (Wikipedia) and publicholidays.asia agree. Lists that add 29 June
  // (Saints Peter and Paul) name no text: left out, a structure adds it by `extraHolidays`.
  'FR-wallis-et-futuna': [
    ...national,
    { key: 'saint-pierre-chanel', on: [4, 28] },
    { key: 'territory-day', on: [7, 29] },
  ],
  // The national days, 5 March and Good Friday (Tahiti Infos, 27 December 2023 and 31 December 2024). 29 June until 2025, 20 November from
  // 2026: loi du pays adopted on 6 May 2025 (rapport 23-2025, JOPF 11 NA of 25 June 2025, p. 1392).
  'FR-polynesie-francaise': [
    ...national,
    { key: 'gospel', on: [3, 5] },
    { key: 'good-friday', on: -2 },
    { key: 'autonomy', on: [6, 29], until: 2025 },
    { key: 'matarii', on: [11, 20], since: 2026 },
  ],
  // Accord interprofessionnel territorial, article 74: the national days and 24 September.
  'FR-nouvelle-caledonie': [...national, { key: 'citizenship', on: [9, 24] }],
};

export interface Holiday {
  readonly date: string;
  readonly key: HolidayKey;
}

const none: readonly HolidayKey[] = [];
const years = new Map<HolidayCalendarId, Map<number, ReadonlyMap<number, readonly HolidayKey[]>>>();
/** Years kept per calendar: nobody asks for more at a time, and a file may name any year there is. */
const keptYears = 500;

/** Keys of the holidays of a calendar on a day number: none, one, or two when they meet (Ascension and abolition in Martinique, 2031). */
export function holidayKeysOn(calendar: HolidayCalendarId, day: number): readonly HolidayKey[] {
  const year = yearOf(day);
  const known = years.get(calendar) ?? new Map<number, ReadonlyMap<number, readonly HolidayKey[]>>();
  years.set(calendar, known);
  let days = known.get(year);
  if (!days) {
    if (known.size >= keptYears) known.clear();
    days = computeYear(calendar, year);
    known.set(year, days);
  }
  return days.get(day) ?? none;
}

/** The holidays of a calendar in a year, by date. */
export function holidaysOf(calendar: HolidayCalendarId, year: number): Holiday[] {
  const days = [...computeYear(calendar, year)].sort(([left], [right]) => left - right);
  return days.flatMap(([day, keys]) => keys.map((key) => ({ date: dateOf(day), key })));
}

/** Every key some calendar has; `extra` names the dates a territory adds and belongs to none. */
export function isHolidayKey(key: string): key is HolidayKey {
  return Object.hasOwn(labels, key) && key !== 'extra';
}

export const holidayKeys: readonly HolidayKey[] = (Object.keys(labels) as HolidayKey[]).filter(isHolidayKey);

export function holidayLabel(key: HolidayKey, language: 'fr' | 'en'): string {
  return labels[key][language];
}

/** Day number of Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOfCalendar(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

function computeYear(calendar: HolidayCalendarId, year: number): Map<number, readonly HolidayKey[]> {
  const easter = easterOf(year);
  const days = new Map<number, readonly HolidayKey[]>();
  for (const { key, on, since = -Infinity, until = Infinity } of calendars[calendar]) {
    if (year < since || year > until) continue;
    const day = typeof on === 'number' ? easter + on : dayOfCalendar(year, ...on);
    days.set(day, [...(days.get(day) ?? []), key]);
  }
  return days;
}
