import type { ReadingFault, ResponseItem } from '@relais/model/fhir';

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
  /** Two options of one system and code. */
  | 'option-duplicate'
  /** An option and its coding carry different weights; the one of the option counts (SDC). */
  | 'weight-conflict'
  | 'usage-mode-unknown'
  /** Required, and read only, with nothing that gives it a value. */
  | 'required-unanswerable'
  /** Of R5, and without a meaning here. */
  | 'r5-unsupported'
  | 'value-set-unavailable'
  | 'critical-extension'
  | 'cycle'
  | 'cycle-unstable'
  | 'expression-unsupported'
  | 'expression-failed'
  | 'expression-type'
  | 'variable-unknown'
  /** A name of the form that the standard keeps for itself (`%resource`, `%qitem`…). */
  | 'name-reserved'
  /** Two things of one name in one place. */
  | 'name-conflict'
  /** The host gives another type of resource than the form asks for by that name. */
  | 'context-type'
  | 'query-unavailable'
  | 'units-unavailable'
  | 'not-carried-over'
  | 'modifier-unknown'
  | 'calculated-differs'
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
  /** Empty for what stands in no item, or could not be read. */
  readonly linkId: string;
  /**
   * `unknown-item`: no such item here; `too-many`: it does not repeat; `type`: its value is not what the item takes; `misplaced`: it
   * stands beside several answers and nobody can tell in which it belongs; `no-value`: it says something of an answer that it does not
   * give; `modifier`: a modifier extension nobody here knows may change what it means; `not-asked`: its question is not asked as the
   * answers stand; `unreadable`: it is no response.
   */
  readonly reason:
    'unknown-item' | 'too-many' | 'type' | 'misplaced' | 'no-value' | 'modifier' | 'not-asked' | 'unreadable';
  /** What was left out, to be shown to the person. */
  readonly source?: ResponseItem;
}
