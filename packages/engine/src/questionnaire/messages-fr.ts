import type { ItemType } from '@relais/model/fhir';
import type { Messages } from './messages.ts';
import { plural } from './plural.ts';

export const fr: Messages = {
  required: () => 'Réponse obligatoire.',
  'group-required': () => 'Répondez à au moins une question de cette partie.',
  option: (answer) => `La réponse «\xa0${answer}\xa0» ne fait pas (ou plus) partie des choix.`,
  'min-occurs': (limit) => `Il faut au moins ${plural(limit, 'réponse', 'réponses')}.`,
  'max-occurs': (limit) => `Pas plus de ${plural(limit, 'réponse', 'réponses')}.`,
  'group-min-occurs': (limit) => `Il faut en remplir au moins ${limit}.`,
  'group-max-occurs': (limit) => `Il ne peut pas y en avoir plus de ${limit}.`,
  'min-length': (limit) => `Au moins ${plural(limit, 'caractère', 'caractères')}.`,
  'max-length': (limit) => `Pas plus de ${plural(limit, 'caractère', 'caractères')}.`,
  'min-value': (limit) => `La valeur minimale est ${limit}.`,
  'max-value': (limit) => `La valeur maximale est ${limit}.`,
  'limits-conflict': () => 'Aucune valeur n’est possible\xa0: les limites de cette question se contredisent.',
  'decimal-places': (limit) => `Pas plus de ${plural(limit, 'chiffre', 'chiffres')} après la virgule.`,
  pattern: (format) => `Ce n’est pas le format attendu${format && ` : ${format}`}.`,
  'mime-type': (types) => `Ce type de fichier n’est pas accepté\xa0; acceptés\xa0: ${types}.`,
  'max-size': (limit) => `Le fichier dépasse ${limit}.`,
  'option-unverified': (answer) =>
    `La réponse «\xa0${answer}\xa0» ne peut pas être vérifiée\xa0: la liste des choix n’a pas pu être obtenue.`,
  'option-exclusive': () => 'Une des réponses choisies ne peut pas être combinée avec d’autres.',
  'constraint-unjudged': (rule) => `Cette règle ne peut pas être vérifiée ici\xa0: «\xa0${rule}\xa0».`,
  'calculated-differs': (value) => `Ce n’est pas la valeur calculée${value && `\xa0: ${value}`}.`,
  unit: (units) => `Cette unité n’est pas acceptée\xa0; acceptées\xa0: ${units}.`,
  'unit-unknown': (limit) => `L’unité ne permet pas de comparer la valeur à ${limit}.`,
  'reference-type': (types) => `Ce n’est pas un élément du type attendu\xa0: ${types}.`,
  signature: () => 'Une signature est demandée.',
  'value-type': (type, most) =>
    most ? `Indiquez un nombre entre −${most} et ${most}.` : (frenchTypes[type] ?? 'Cette valeur ne convient pas.'),
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
