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
