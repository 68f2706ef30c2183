import type { ImportColumn } from '@relais/model';
import { guessColumnsBy } from '../core/sheet-cells.ts';

/** What columns are called in the files people have. Without accents and capitals. */
const NAMES: Readonly<Record<ImportColumn, readonly string[]>> = {
  familyName: ['nom', 'nom de famille', 'nom de naissance', 'nom usuel', 'family name', 'last name', 'surname'],
  givenName: ['prenom', 'prenoms', 'given name', 'first name'],
  birthDate: ['date de naissance', 'naissance', 'ne le', 'nee le', 'ne(e) le', 'ddn', 'birth date', 'date of birth'],
  phone: ['telephone', 'tel', 'portable', 'mobile', 'numero de telephone', 'phone', 'telephone number'],
  email: ['courriel', 'mail', 'email', 'e-mail', 'adresse mail', 'adresse electronique'],
  priority: ['priorite', 'niveau de priorite', 'urgence', 'priority'],
  addedOn: ['date d inscription', 'inscription', 'inscrit le', 'date de demande', 'demande le', 'added on'],
  longTermIllness: ['ald', 'affection de longue duree', 'long term illness'],
  fragile: ['fragilite', 'fragile', 'frailty'],
};

/** What the columns of a file most likely are, by their titles: for each of ours the number of its column, from 0. */
export function guessColumns(titles: readonly string[]): Partial<Record<ImportColumn, number>> {
  return guessColumnsBy(titles, NAMES);
}
