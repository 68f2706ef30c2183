import { parseExpression } from '../../questionnaire/check/index.ts';
import type { Answer, Calculation, ExpressionTree, Question } from '../../questionnaire/check/index.ts';

type Values = ReadonlyMap<Question, number>;
type Formula = (values: Values) => number;

/**
 * Follows a calculated number back to what is answered: additions, differences, products and quotients of numbers. Undefined for
 * anything else.
 */
export function readCalculation(
  target: Question,
  source: string,
  questions: ReadonlyMap<string, Question>,
): Calculation | undefined {
  const inputs = new Set<Question>();
  const formula = tryRead(source, questions, inputs);
  if (!formula || inputs.size === 0 || inputs.has(target)) return undefined;
  const found = new Reached(target, [...inputs], formula);
  return { inputs: [...inputs], reachedBy: target.answers.map((answer) => found.inputsFor(answer)) };
}

function tryRead(source: string, questions: ReadonlyMap<string, Question>, inputs: Set<Question>): Formula | undefined {
  try {
    return formulaOf(parseExpression(source), questions, inputs);
  } catch {
    return undefined;
  }
}

function formulaOf(
  tree: ExpressionTree,
  questions: ReadonlyMap<string, Question>,
  inputs: Set<Question>,
): Formula | undefined {
  if (tree.op === 'literal') {
    const { value } = tree;
    return typeof value === 'number' ? () => value : undefined;
  }
  if (tree.op === 'binary') {
    const operate = OPERATIONS[tree.operator];
    const [left, right] = [tree.left, tree.right].map((side) => formulaOf(side, questions, inputs));
    return operate && left && right && ((values) => operate(left(values), right(values)));
  }
  const question = questions.get(answeredLinkId(tree) ?? '');
  if (question?.type !== 'number' || question.repeats) return undefined;
  inputs.add(question);
  return (values) => values.get(question) ?? NaN;
}

const OPERATIONS: Partial<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** The linkId of `….item.where(linkId = 'x').answer.value`. */
function answeredLinkId(tree: ExpressionTree): string | undefined {
  if (tree.op !== 'member' || !tree.name.startsWith('value')) return undefined;
  const answer = tree.base;
  if (answer?.op !== 'member' || answer.name !== 'answer') return undefined;
  const item = answer.base;
  const [criterion] = item?.op === 'call' && item.name === 'where' ? item.args : [];
  if (criterion?.op !== 'binary' || criterion.operator !== '=' || criterion.right.op !== 'literal') return undefined;
  const { left, right } = criterion;
  return left.op === 'member' && left.name === 'linkId' && !left.base ? String(right.value) : undefined;
}

/** Answers to the inputs, by which of the numbers that rules tell apart they make: of several, those nearest to the middle. */
class Reached {
  readonly #target: Question;
  readonly #marks: readonly number[];
  /** By the answer they make. */
  readonly #found = new Map<number, { readonly inputs: readonly number[]; readonly distance: number }>();

  constructor(target: Question, inputs: readonly Question[], formula: Formula) {
    this.#target = target;
    this.#marks = [...target.cuts].sort((a, b) => a - b);
    // More than two would be too many combinations.
    if (inputs.length <= 2) this.#try(inputs, formula);
  }

  inputsFor(answer: Answer): readonly number[] | undefined {
    return typeof answer === 'number' ? this.#found.get(answer)?.inputs : undefined;
  }

  #try([one, other]: readonly Question[], formula: Formula): void {
    if (!one) return;
    const values = new Map<Question, number>();
    for (const first of valuesOf(one, other ? FEW_VALUES : MANY_VALUES)) {
      values.set(one, first.value);
      if (!other) this.#keep(formula(values), [first]);
      else
        for (const second of valuesOf(other, MANY_VALUES)) {
          values.set(other, second.value);
          this.#keep(formula(values), [first, second]);
        }
    }
  }

  #keep(exact: number, tried: readonly Tried[]): void {
    const result = Number(exact.toPrecision(12));
    const { min = -Infinity, max = Infinity } = this.#target;
    if (!Number.isFinite(result) || result < min || result > max) return;
    const cell = this.#cellOf(result);
    for (const answer of this.#target.answers) {
      if (typeof answer !== 'number' || this.#cellOf(answer) !== cell) continue;
      // What is shown as 18.9 should be 18.9 if it can.
      const apart = Math.abs(result - answer) <= 0.05 ? 0 : 1 + Math.abs(result - answer);
      const distance = apart + Math.max(...tried.map((one) => one.distance));
      const known = this.#found.get(answer);
      if (known && known.distance <= distance) continue;
      this.#found.set(answer, { inputs: tried.map(({ value }) => value), distance });
    }
  }

  /** Numbers with the same marks below and at them are the same to every rule. */
  #cellOf(value: number): number {
    return this.#marks.filter((mark) => mark < value).length * 2 + (this.#marks.includes(value) ? 1 : 0);
  }
}

/** A value of an input, and how far it is from the middle: 0 there, 1 at the ends. */
interface Tried {
  readonly value: number;
  readonly distance: number;
}

const FEW_VALUES = 60;
const MANY_VALUES = 500;

/** Values of a number all through its likely range, else its limits. */
function valuesOf({ likely, min, max, isInteger }: Question, most: number): Tried[] {
  const low = likely?.min ?? min ?? 0;
  const high = likely?.max ?? max ?? low + 100;
  const finest = isInteger ? 1 : 0.1;
  const step = Math.max(finest, Math.ceil((high - low) / most / finest) * finest);
  const [middle, reach] = [(low + high) / 2, (high - low) / 2 || 1];
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, index) => {
    const value = Number((low + index * step).toFixed(1));
    return { value, distance: Math.abs(value - middle) / reach };
  });
}
