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

type Who = Pick<Fact, 'patient' | 'isWithheld' | 'age'>;

/** What a fact says of the patient. Whoever objects to re-use has a row's age and commune, and no pseudonym. */
export function personPart(person: EventPerson | undefined): Who {
  if (!person) return {};
  const { patient, age } = person;
  const who = patient === undefined ? { isWithheld: true as const } : { patient };
  return { ...who, ...(age !== undefined && { age }) };
}

/** The same, of another fact of the same patient. */
export function personOf({ patient, isWithheld, age }: Who): Who {
  return {
    ...(patient !== undefined && { patient }),
    ...(isWithheld && { isWithheld }),
    ...(age !== undefined && { age }),
  };
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
