import type { ItemType } from '@relais/model/fhir';
import type { IssueCode } from './validation.ts';

/** The words of a language: one sentence for each issue, given the limit it is about as the person reads it. */
export type Messages = Readonly<Record<Exclude<IssueCode, 'constraint' | 'value-type'>, (limit: string) => string>> & {
  readonly 'value-type': (type: ItemType) => string;
};

/** The words of a language: French for French, which come with every form, English for everything else. */
export async function loadMessages(language: string): Promise<Messages> {
  return /^fr\b/i.test(language) ? fr : (await import('./messages-en.ts')).en;
}

/** « 1 réponse », « 2 réponses ». */
export function plural(count: string, one: string, many: string): string {
  return `${count} ${count === '0' || count === '1' ? one : many}`;
}

export const fr: Messages = {
  required: () => 'Réponse obligatoire.',
  'min-occurs': (limit) => `Il faut au moins ${plural(limit, 'réponse', 'réponses')}.`,
  'max-occurs': (limit) => `Pas plus de ${plural(limit, 'réponse', 'réponses')}.`,
  'min-length': (limit) => `Au moins ${plural(limit, 'caractère', 'caractères')}.`,
  'max-length': (limit) => `Pas plus de ${plural(limit, 'caractère', 'caractères')}.`,
  'min-value': (limit) => `La valeur minimale est ${limit}.`,
  'max-value': (limit) => `La valeur maximale est ${limit}.`,
  'limits-conflict': () => 'Aucune valeur n’est possible\xa0: les limites de cette question se contredisent.',
  'decimal-places': (limit) => `Pas plus de ${plural(limit, 'chiffre', 'chiffres')} après la virgule.`,
  pattern: (format) => `Ce n’est pas le format attendu${format && ` : ${format}`}.`,
  'mime-type': (types) => `Ce type de fichier n’est pas accepté\xa0; acceptés\xa0: ${types}.`,
  'max-size': (limit) => `Le fichier dépasse ${limit}.`,
  option: () => 'Cette réponse ne fait pas (ou plus) partie des choix.',
  'option-exclusive': () => 'Une des réponses choisies ne peut pas être combinée avec d’autres.',
  unit: (units) => `Cette unité n’est pas acceptée\xa0; acceptées\xa0: ${units}.`,
  'unit-unknown': (limit) => `L’unité ne permet pas de comparer la valeur à ${limit}.`,
  'reference-type': (types) => `Ce n’est pas un élément du type attendu\xa0: ${types}.`,
  signature: () => 'Une signature est demandée.',
  'value-type': (type) => frenchTypes[type] ?? 'Cette valeur ne convient pas.',
};

const frenchTypes: Partial<Record<ItemType, string>> = {
  integer: 'Indiquez un nombre entier.',
  decimal: 'Indiquez un nombre.',
  quantity: 'Indiquez un nombre.',
  date: 'Indiquez une date qui existe.',
  dateTime: 'Indiquez une date et une heure qui existent.',
  time: 'Indiquez une heure qui existe.',
  url: 'Indiquez une adresse web.',
};
