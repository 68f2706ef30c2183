import type { ItemDefinition } from '../definitions.ts';
import type { Truths } from './truth.ts';

/** One answer of the finite abstraction; `undefined`: not answered. */
export type Answer = boolean | number | string | readonly string[] | undefined;

export interface Choice {
  readonly code: string;
  readonly display: string;
  readonly weight: number | undefined;
  /** Whether its words say that nothing is known. */
  readonly soundsUnknown: boolean;
}

/** How a number is calculated from the answers to other questions. */
export interface Calculation {
  readonly inputs: readonly Question[];
  /** Answers to the inputs that make it one of its own answers, by the place of that; none for what is reached by none. */
  readonly reachedBy: readonly (readonly number[] | undefined)[];
}

export type QuestionType = 'boolean' | 'number' | 'choice' | 'other';

/** A question as the checker sees it: what may be answered, as far as rules can tell answers apart. */
export interface Question {
  readonly index: number;
  readonly path: string;
  readonly linkId: string;
  readonly label: string;
  readonly type: QuestionType;
  readonly isInteger: boolean;
  readonly unit: string;
  readonly repeats: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly likely: { readonly min: number; readonly max: number } | undefined;
  readonly choices: readonly Choice[];
  readonly unknown: ReadonlySet<string>;
  readonly optional: boolean;
  /** The one answer that is looked at. */
  readonly sample: string | undefined;
  readonly definition: ItemDefinition;
  /** Whether it must be answered: always, never, or when a condition holds. */
  required: boolean | Condition;
  /** When it is asked; undefined: always. */
  enabled: Condition | undefined;
  /** Numbers and codes that some condition compares it with. */
  readonly cuts: Set<number>;
  readonly named: Set<string>;
  /** What may be answered; the first is « not answered ». Known once all conditions are read. */
  answers: readonly Answer[];
  /** How it is calculated, where that is followed. */
  calculation: Calculation | undefined;
}

/** For each question, by its index, the answers it may still have, by their place among its answers. */
export type State = readonly (readonly number[])[];

/** A condition of the subset: what it may be in a state, and the questions it depends on. */
export interface Condition {
  readonly reads: ReadonlySet<Question>;
  /** What one look at it costs: how many conditions and numbers it is made of, each as often as it is looked at. */
  steps(): number;
  truths(state: State): Truths;
}
