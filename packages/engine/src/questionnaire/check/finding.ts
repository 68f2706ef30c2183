import type { DiagnosticCode } from '../diagnostics.ts';

/** What the checker finds besides what any opening of the form tells. */
export type CheckCode =
  | 'never-asked'
  | 'condition-option'
  | 'condition-type'
  | 'item-unknown'
  | 'element-unknown'
  | 'expression-unused'
  | 'required-hidden'
  | 'choice-empty'
  | 'limits-incoherent'
  | 'text-missing'
  | 'heading-missing'
  | 'media-unnamed'
  | 'text-long'
  | 'translation-missing'
  | 'not-assembled';

export type FormFindingCode = CheckCode | DiagnosticCode;

/** Something whoever wrote a form will want to know. */
export interface FormFinding {
  readonly code: FormFindingCode;
  /** `error`: a part of the form does not do what it says; `warning`: it may not do what is meant; `note`: it could be better. */
  readonly severity: 'error' | 'warning' | 'note';
  readonly linkId: string | undefined;
  /** `questionnaire/1.2`; `questionnaire` for the form as a whole. */
  readonly path: string;
  /** What exactly: an expression, a code, a length. */
  readonly detail: string | undefined;
  readonly words: string;
  /** What would mend it. */
  readonly mend: string;
}

/** A finding before it is put into words. */
export interface Found {
  readonly code: FormFindingCode;
  readonly severity: FormFinding['severity'];
  readonly linkId?: string | undefined;
  readonly detail?: string | undefined;
}
