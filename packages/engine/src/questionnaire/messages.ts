import type { ItemType } from '@relais/model/fhir';
import type { IssueCode } from './validation.ts';

/** The words of a language: one sentence for each issue, given the limit it is about as the person reads it. */
export type Messages = Readonly<Record<Exclude<IssueCode, 'constraint' | 'value-type'>, (limit: string) => string>> & {
  readonly 'value-type': (type: ItemType) => string;
};

const plural = (count: string, one: string, many: string): string =>
  `${count} ${count === '0' || count === '1' ? one : many}`;

export const fr: Messages = {
  required: () => 'Réponse obligatoire.',
  'min-occurs': (limit) => `Il faut au moins ${plural(limit, 'réponse', 'réponses')}.`,
  'max-occurs': (limit) => `Pas plus de ${plural(limit, 'réponse', 'réponses')}.`,
  'min-length': (limit) => `Au moins ${plural(limit, 'caractère', 'caractères')}.`,
  'max-length': (limit) => `Pas plus de ${plural(limit, 'caractère', 'caractères')}.`,
  'min-value': (limit) => `La valeur ne peut pas être inférieure à ${limit}.`,
  'max-value': (limit) => `La valeur ne peut pas être supérieure à ${limit}.`,
  'limits-conflict': () => 'Aucune valeur n’est possible : les limites de cette question se contredisent.',
  'decimal-places': (limit) => `Pas plus de ${plural(limit, 'chiffre', 'chiffres')} après la virgule.`,
  pattern: (format) => `Ce n’est pas le format attendu${format && ` : ${format}`}.`,
  'mime-type': (types) => `Ce type de fichier n’est pas accepté ; acceptés : ${types}.`,
  'max-size': (limit) => `Le fichier dépasse ${limit}.`,
  option: () => 'Cette réponse ne fait pas (ou plus) partie des choix.',
  'option-exclusive': () => 'Une des réponses choisies ne peut pas être combinée avec d’autres.',
  unit: (units) => `Cette unité n’est pas acceptée ; acceptées : ${units}.`,
  'unit-unknown': (limit) => `L’unité ne permet pas de comparer la valeur à ${limit}.`,
  'reference-type': (types) => `Ce n’est pas un élément du type attendu : ${types}.`,
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

export const en: Messages = {
  required: () => 'An answer is required.',
  'min-occurs': (limit) => `At least ${plural(limit, 'answer is', 'answers are')} needed.`,
  'max-occurs': (limit) => `No more than ${plural(limit, 'answer', 'answers')}.`,
  'min-length': (limit) => `At least ${plural(limit, 'character', 'characters')}.`,
  'max-length': (limit) => `No more than ${plural(limit, 'character', 'characters')}.`,
  'min-value': (limit) => `The value cannot be below ${limit}.`,
  'max-value': (limit) => `The value cannot be above ${limit}.`,
  'limits-conflict': () => 'No value is possible: the limits of this question contradict each other.',
  'decimal-places': (limit) => `No more than ${plural(limit, 'digit', 'digits')} after the decimal point.`,
  pattern: (format) => `This is not the expected format${format && `: ${format}`}.`,
  'mime-type': (types) => `This type of file is not accepted; accepted: ${types}.`,
  'max-size': (limit) => `The file is larger than ${limit}.`,
  option: () => 'This answer is not, or no longer, one of the choices.',
  'option-exclusive': () => 'One of the chosen answers cannot be combined with others.',
  unit: (units) => `This unit is not accepted; accepted: ${units}.`,
  'unit-unknown': (limit) => `The unit does not allow comparing the value with ${limit}.`,
  'reference-type': (types) => `This is not of the expected type: ${types}.`,
  signature: () => 'A signature is needed.',
  'value-type': (type) => englishTypes[type] ?? 'This value does not fit.',
};

const englishTypes: Partial<Record<ItemType, string>> = {
  integer: 'Give a whole number.',
  decimal: 'Give a number.',
  quantity: 'Give a number.',
  date: 'Give a date that exists.',
  dateTime: 'Give a date and a time that exist.',
  time: 'Give a time that exists.',
  url: 'Give a web address.',
};

/** French for French, English for everything else. */
export function messagesIn(language: string): Messages {
  return /^fr\b/i.test(language) ? fr : en;
}
