import type { ReadingFault } from '@relais/model/fhir';

/** Everything a form can have wrong with itself, or that stands outside what is supported here. */
export type DiagnosticCode =
  | ReadingFault['code']
  | 'link-id-missing'
  | 'link-id-duplicate'
  | 'type-unknown'
  | 'condition-invalid'
  | 'enable-behavior-missing'
  | 'initial-invalid'
  | 'regex-invalid'
  | 'unit-misplaced'
  | 'value-set-unavailable'
  | 'critical-extension'
  | 'cycle'
  | 'cycle-unstable'
  | 'expression-unsupported'
  | 'expression-failed'
  | 'expression-type'
  | 'variable-unknown'
  | 'query-unavailable'
  | 'units-unavailable'
  | 'not-carried-over'
  | 'version-changed'
  | 'extraction-failed';

/**
 * Something about the form itself, for its author or for whoever integrates it; `error` also concerns the person filling it in:
 * a part cannot be shown or judged. Never holds an answer.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: DiagnosticCode;
  readonly linkId?: string | undefined;
  /** What exactly: a URL, an expression, a path, a list of linkIds. */
  readonly detail?: string | undefined;
}

/** A part of a response that the form has no place for. */
export interface NotCarriedOver {
  readonly linkId: string;
  /** `unknown-item`: no such item here; `too-many`: it does not repeat; `type`: its value is not what the item takes. */
  readonly reason: 'unknown-item' | 'too-many' | 'type';
}
