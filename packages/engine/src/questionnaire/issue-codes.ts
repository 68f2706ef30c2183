/** What can be wrong with answers. Stable: hosts switch on it. */
export type IssueCode =
  | 'required'
  | 'min-occurs'
  | 'max-occurs'
  | 'min-length'
  | 'max-length'
  | 'min-value'
  | 'max-value'
  | 'limits-conflict'
  | 'decimal-places'
  | 'pattern'
  | 'mime-type'
  | 'max-size'
  /** An answer is held that is not offered, or not any more; `answer` says which, to be shown and taken back. */
  | 'option'
  /** A warning: the options could not be had, and nobody can tell whether the answer held is one of them. */
  | 'option-unverified'
  | 'option-exclusive'
  | 'value-type'
  | 'unit'
  | 'unit-unknown'
  | 'reference-type'
  | 'constraint'
  /** A constraint of the form that cannot be judged here: an error, unless the host allows it (`unjudged`). */
  | 'constraint-unjudged'
  /** A warning: a value that nobody can edit is not the one its calculation gives. */
  | 'calculated-differs'
  | 'signature';
