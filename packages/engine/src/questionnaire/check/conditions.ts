import type { Answer, Condition, Question, State } from './question.ts';
import { combinations, EMPTY, FALSE, negate, TRUE } from './truth.ts';
import type { Truths } from './truth.ts';

/** The numbers an expression may be, as the range they are in, and whether it may be empty. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly mayBeEmpty: boolean;
}

/** A number of the subset; its range is nothing but empty when `min` is above `max`. */
export interface Amount {
  readonly reads: ReadonlySet<Question>;
  /** As of conditions. */
  steps(): number;
  range(state: State): Range;
}

const NO_READS: ReadonlySet<Question> = new Set();
const NOTHING: Range = { min: Infinity, max: -Infinity, mayBeEmpty: true };

function readsOf(...parts: readonly { readonly reads: ReadonlySet<Question> }[]): ReadonlySet<Question> {
  return new Set(parts.flatMap(({ reads }) => [...reads]));
}

/** Terms that double each other are one more to write and twice as many to look at. Counted once, when all conditions are there. */
function stepsOf(...parts: readonly { steps(): number }[]): () => number {
  let total: number | undefined;
  return () => (total ??= parts.reduce((sum, part) => sum + part.steps(), 1));
}

/** An answer is looked at with what decides whether it is asked for. */
function stepsOfAnswer(question: Question): () => number {
  let total: number | undefined;
  return () => (total ??= 1 + (question.enabled?.steps() ?? 0));
}

export function constant(truths: Truths): Condition {
  return { reads: NO_READS, steps: stepsOf(), truths: () => truths };
}

/** What the answer to one question makes true. */
export function ofAnswer(question: Question, test: (answer: Answer) => Truths): Condition {
  let table: readonly Truths[] | undefined;
  return {
    reads: new Set([question]),
    steps: stepsOfAnswer(question),
    truths: (state) => {
      table ??= question.answers.map(test);
      let truths = 0;
      for (const place of placesOf(question, state)) truths |= table[place] ?? 0;
      return truths;
    },
  };
}

const UNANSWERED: readonly number[] = [0];

/** The answers a question may have as rules see it: none while it is not asked. */
function placesOf({ enabled, index }: Question, state: State): readonly number[] {
  const places = state[index] ?? UNANSWERED;
  if (!enabled) return places;
  const asked = enabled.truths(state);
  if (asked === TRUE) return places;
  return asked & TRUE ? [0, ...places] : UNANSWERED;
}

export function not(condition: Condition): Condition {
  return { reads: condition.reads, steps: stepsOf(condition), truths: (state) => negate(condition.truths(state)) };
}

/** `and`, `or`, `xor` or `implies` of two conditions. */
export function combine(operator: string, left: Condition, right: Condition): Condition {
  const table = combinations.get(operator) ?? [];
  return {
    reads: readsOf(left, right),
    steps: stepsOf(left, right),
    truths: (state) => table[(left.truths(state) << 3) | right.truths(state)] ?? 0,
  };
}

export function choose(test: Condition, yes: Condition, no: Condition): Condition {
  return {
    reads: readsOf(test, yes, no),
    steps: stepsOf(test, yes, no),
    truths: (state) => {
      const truths = test.truths(state);
      return (truths & TRUE ? yes.truths(state) : 0) | (truths & ~TRUE ? no.truths(state) : 0);
    },
  };
}

/** True for an exact true and false for anything else: what a rule makes of its condition. */
export function holds(condition: Condition): Condition {
  return choose(condition, constant(TRUE), constant(FALSE));
}

/** A condition with a truth for where it is empty. */
export function ifEmpty(condition: Condition, otherwise: Truths): Condition {
  return {
    reads: condition.reads,
    steps: stepsOf(condition),
    truths: (state) => {
      const truths = condition.truths(state);
      return truths & EMPTY ? (truths & ~EMPTY) | otherwise : truths;
    },
  };
}

/** A condition as it is when one question has this answer, whatever it has in the state. */
export function ifAnswered(question: Question, place: number, condition: Condition): Condition {
  return {
    reads: condition.reads,
    steps: stepsOf(condition),
    truths: (state) => condition.truths(state.with(question.index, [place])),
  };
}

export function constantAmount(value: number | undefined): Amount {
  const range = value === undefined ? NOTHING : { min: value, max: value, mayBeEmpty: false };
  return { reads: NO_READS, steps: stepsOf(), range: () => range };
}

/** A number that the answer to one question gives; undefined: none. */
export function amountOf(question: Question, measure: (answer: Answer) => number | undefined): Amount {
  let table: readonly (number | undefined)[] | undefined;
  return {
    reads: new Set([question]),
    steps: stepsOfAnswer(question),
    range: (state) => {
      table ??= question.answers.map(measure);
      const numbers = placesOf(question, state).map((place) => table?.[place]);
      return spanOf(numbers);
    },
  };
}

function spanOf(numbers: readonly (number | undefined)[]): Range {
  const known = numbers.filter((number) => number !== undefined);
  return { min: Math.min(...known), max: Math.max(...known), mayBeEmpty: known.length < numbers.length };
}

export function chooseAmount(test: Condition, yes: Amount, no: Amount): Amount {
  return {
    reads: readsOf(test, yes, no),
    steps: stepsOf(test, yes, no),
    range: (state) => {
      const truths = test.truths(state);
      if (truths === TRUE) return yes.range(state);
      if (!(truths & TRUE)) return no.range(state);
      return union(yes.range(state), no.range(state));
    },
  };
}

function union(a: Range, b: Range): Range {
  return {
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    mayBeEmpty: a.mayBeEmpty || b.mayBeEmpty,
  };
}

const isNothing = ({ min, max }: Range): boolean => min > max;

/** Doubles show digits nobody wrote (0.1 + 0.2); the evaluator of forms drops them too. */
const tidy = (value: number): number => Number(value.toPrecision(15));

export function add(left: Amount, right: Amount, sign: 1 | -1): Amount {
  return {
    reads: readsOf(left, right),
    steps: stepsOf(left, right),
    range: (state) => {
      const [a, b] = [left.range(state), right.range(state)];
      if (isNothing(a) || isNothing(b)) return NOTHING;
      const [low, high] = sign === 1 ? [b.min, b.max] : [-b.max, -b.min];
      return { min: tidy(a.min + low), max: tidy(a.max + high), mayBeEmpty: a.mayBeEmpty || b.mayBeEmpty };
    },
  };
}

/** The sum of several numbers, those that are not there left out; empty when none is. */
export function sum(amounts: readonly Amount[]): Amount {
  return {
    reads: readsOf(...amounts),
    steps: stepsOf(...amounts),
    range: (state) => {
      const ranges = amounts.map((amount) => amount.range(state));
      const there = ranges.filter((range) => !isNothing(range));
      const ends = there.map(({ min, max, mayBeEmpty }) =>
        mayBeEmpty ? [Math.min(0, min), Math.max(0, max)] : [min, max],
      );
      return {
        min: there.length === 0 ? Infinity : tidy(ends.reduce((total, [min = 0]) => total + min, 0)),
        max: there.length === 0 ? -Infinity : tidy(ends.reduce((total, [, max = 0]) => total + max, 0)),
        mayBeEmpty: ranges.every(({ mayBeEmpty }) => mayBeEmpty),
      };
    },
  };
}

const ORDERS: Partial<Record<string, (left: number, right: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** An order, an equality or a difference of two numbers. */
export function compare(operator: string, left: Amount, right: Amount): Condition {
  const ordered = ORDERS[operator];
  return {
    reads: readsOf(left, right),
    steps: stepsOf(left, right),
    truths: (state) => {
      const [a, b] = [left.range(state), right.range(state)];
      if (isNothing(a) || isNothing(b)) return EMPTY;
      const empty = a.mayBeEmpty || b.mayBeEmpty ? EMPTY : 0;
      return empty | (ordered ? orderedTruths(ordered, a, b) : equalTruths(operator, a, b));
    },
  };
}

/** An order is the same everywhere when it is the same at the ends. */
function orderedTruths(test: (left: number, right: number) => boolean, a: Range, b: Range): Truths {
  return [test(a.min, b.max), test(a.max, b.min)].reduce((truths, one) => truths | (one ? TRUE : FALSE), 0);
}

function equalTruths(operator: string, a: Range, b: Range): Truths {
  const overlap = a.min <= b.max && b.min <= a.max;
  const single = a.min === a.max && b.min === b.max;
  const equal = (overlap ? TRUE : 0) | (overlap && single ? 0 : FALSE);
  return operator === '=' ? equal : negate(equal);
}
