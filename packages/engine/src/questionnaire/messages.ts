import type { ItemType } from '@relais/model/fhir';
import type { IssueCode } from './issue-codes.ts';

/** The words of a language: one sentence for each issue, given the limit it is about as the person reads it. */
export type Messages = Readonly<Record<Exclude<IssueCode, 'constraint' | 'value-type'>, (limit: string) => string>> & {
  readonly 'group-required'?: (limit: string) => string;
  readonly 'group-min-occurs'?: (limit: string) => string;
  readonly 'group-max-occurs'?: (limit: string) => string;
  /** `most`: the greatest number that fits, where a whole number is beyond it. */
  readonly 'value-type': (type: ItemType, most: string) => string;
};

export function isFrench(language: string): boolean {
  return /^fr\b/i.test(language);
}

/** What may be said in French of a form of plain items that sets no limits; `messages-fr.ts` has the rest. */
export const firstInFrench = {
  required: () => 'Réponse obligatoire.',
  'group-required': () => 'Répondez à au moins une question de cette partie.',
  option: (answer) => `La réponse «\xa0${answer}\xa0» ne fait pas (ou plus) partie des choix.`,
  'value-type': (type, most) =>
    most ? `Indiquez un nombre entre −${most} et ${most}.` : (frenchNumbers[type] ?? 'Cette valeur ne convient pas.'),
} satisfies Partial<Messages>;

const frenchNumbers: Partial<Record<ItemType, string>> = {
  integer: 'Indiquez un nombre entier.',
  decimal: 'Indiquez un nombre.',
};
