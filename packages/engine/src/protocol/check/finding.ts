import type { CaseAnswer } from '@relais/model';

export type FindingCode =
  | 'questionnaire-invalid'
  | 'expression-invalid'
  | 'item-unknown'
  | 'type-mismatch'
  | 'option-unknown'
  | 'name-unknown'
  | 'not-proven'
  | 'rule-never-holds'
  | 'rule-always-holds'
  | 'no-outcome'
  | 'green-unanswered'
  | 'green-unknown'
  | 'urgent-masked'
  | 'prescription-without-dose'
  | 'prescription-without-finding'
  | 'limits-missing'
  | 'limits-incoherent'
  | 'likely-missing'
  | 'dates-incoherent'
  | 'regime-missing'
  | 'recipient-absent'
  | 'closing-item-missing'
  | 'source-missing'
  | 'reference-unknown'
  | 'id-doubled'
  | 'item-unread';

/** Answers that show what is wrong. */
export interface CounterExample {
  /** The answers that matter: those in which it differs from the ordinary case, in words, by linkId. */
  readonly differs: Readonly<Record<string, string>>;
  /** All answers of the case, to be tried. */
  readonly answers: Readonly<Record<string, CaseAnswer>>;
  readonly words: string;
}

/** Something a protocol must not be used with, or that could not be proven; told to a doctor, in French. */
export interface Finding {
  readonly code: FindingCode;
  /** `unproven`: beyond what can be decided; a person has to sign for it. `warning` keeps nobody from using the protocol. */
  readonly severity: 'error' | 'unproven' | 'warning';
  /** Where: `rules/7b`, `questionnaire/od.age`… */
  readonly path: string;
  readonly words: string;
  readonly counterExample?: CounterExample;
  /** What would mend it. */
  readonly mend: string;
}
