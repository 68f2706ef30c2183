import type { TemplateResult } from 'lit';
import { writeDate } from '../fields/reading.ts';
import { html } from '../html.ts';
import type { PersonWords } from '../words/fr.ts';

export interface NamedPerson {
  readonly familyName: string;
  readonly givenName: string;
}

/** « Capucine Delaunay »: as one speaks of somebody. */
export function fullName({ givenName, familyName }: NamedPerson): string {
  return `${givenName} ${familyName}`;
}

/** « Delaunay Capucine »: as a list is read, by family name. */
export function listedName({ givenName, familyName }: NamedPerson): string {
  return `${familyName} ${givenName}`;
}

/** By family name, then given name, as the language orders letters; accents do not part a family. */
export function byName(language: string): (one: NamedPerson, other: NamedPerson) => number {
  const { compare } = new Intl.Collator(language, { sensitivity: 'base' });
  return (one, other) => compare(one.familyName, other.familyName) || compare(one.givenName, other.givenName);
}

/** Whole years and, below three of them, whole months, at `today`; both dates `YYYY-MM-DD`. */
export function ageAt(birthDate: string, today: string): { readonly years: number; readonly months: number } {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today.split('-').map(Number);
  const months = (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0);
  return { years: Math.floor(months / 12), months };
}

/** « 31/03/1980 (46 ans) »: the date is what tells two people of one name apart, and is never translated. */
export function birth(t: PersonWords, birthDate: string, today: string): TemplateResult {
  const { years, months } = ageAt(birthDate, today);
  return html`<span class="birth"
    ><span translate="no">${writeDate(birthDate)}</span>
    <span>${`(${years < 3 ? t.months(months) : t.years(years)})`}</span></span
  >`;
}
