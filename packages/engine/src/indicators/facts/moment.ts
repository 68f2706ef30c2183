import type { EventPerson, FigureDimension } from '@relais/model';
import { dayOf, openZone } from '../../time/index.ts';
import type { Fact } from './fact.ts';

/** Figures are dated in Paris, wherever the structure is: the contracts they are made for are. */
const paris = openZone('Europe/Paris');

/** When something happened, as facts are dated. */
export function momentOf(instant: number): { readonly day: number; readonly minute: number } {
  const { day, minutes } = paris.wallTimeOf(instant);
  return { day, minute: minutes };
}

export function dayOfDate(date: string): number {
  return dayOf(date);
}

/** Minutes between two instants; never below none, for clocks of two devices differ. */
export function minutesBetween(from: number, to: number): number {
  return Math.max(0, (to - from) / 60_000);
}

/** What a fact says of the patient. */
export function personPart(person: EventPerson | undefined): Pick<Fact, 'patient' | 'age'> {
  if (!person) return {};
  return { patient: person.patient, ...(person.age !== undefined && { age: person.age }) };
}

export function personValues(person: EventPerson | undefined): Fact['values'] {
  return defined({ sex: person?.sex, commune: person?.commune, attendingDoctor: person?.attendingDoctor });
}

/** Without what is not known. */
export function defined(values: Readonly<Partial<Record<FigureDimension, string | undefined>>>): Fact['values'] {
  const known: Partial<Record<FigureDimension, string>> = {};
  for (const name in values) {
    const value = values[name as FigureDimension];
    if (value !== undefined) known[name as FigureDimension] = value;
  }
  return known;
}
