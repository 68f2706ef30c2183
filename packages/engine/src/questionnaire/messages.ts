import type { ItemType } from '@relais/model/fhir';
import type { IssueCode } from './issue-codes.ts';

/** The words of a language: one sentence for each issue, given the limit it is about as the person reads it. */
export type Messages = Readonly<Record<Exclude<IssueCode, 'constraint' | 'value-type'>, (limit: string) => string>> & {
  readonly 'value-type': (type: ItemType) => string;
};

export function isFrench(language: string): boolean {
  return /^fr\b/i.test(language);
}

/** What may be said in French of a form of plain items that sets no limits; `messages-fr.ts` has the rest. */
export const firstInFrench = {
  required: () => 'Réponse obligatoire.',
  option: () => 'Cette réponse ne fait pas (ou plus) partie des choix.',
  'value-type': (type) => frenchNumbers[type] ?? 'Cette valeur ne convient pas.',
} satisfies Partial<Messages>;

const frenchNumbers: Partial<Record<ItemType, string>> = {
  integer: 'Indiquez un nombre entier.',
  decimal: 'Indiquez un nombre.',
};
