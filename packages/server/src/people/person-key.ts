import type { Person } from '@relais/model';
import type { Secrets } from '../core/secrets.ts';

/**
 * Pseudonym by which two bookings of one person are told to be so. Names are compared without accents, case, spaces, dashes or
 * apostrophes, as people write them differently from one time to the next.
 */
export function personKey(secrets: Secrets, structureId: string, person: Person): string {
  const parts = [structureId, fold(person.familyName), fold(person.givenName), person.birthDate];
  return secrets.pseudonym('person', parts.join('|'));
}

/** The names of a person, whichever of the two fields each was typed into. */
export function nameKey({ familyName, givenName }: Pick<Person, 'familyName' | 'givenName'>): string {
  return [fold(familyName), fold(givenName)].sort().join('|');
}

/** Letters and digits alone, small, without accents: as names are compared and searched. */
export function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('Æ', 'ae')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
