import type { Condition, Question, State } from './question.ts';
import type { Truths } from './truth.ts';

/** What a condition must come to. */
export interface Constraint {
  readonly condition: Condition;
  readonly allowed: Truths;
}

/** Answers to all questions, by their place among the answers of each. */
export type Places = readonly number[];

/** Conditions that the searches of one check may evaluate, all together; what is left then ends undecided. */
export const MOST_EVALUATIONS = 200_000;
/** What they may cost together: conditions of many terms are looked at less often. */
const MOST_STEPS = 20_000_000;

class SpentError extends Error {}

/**
 * Looks for answers that meet constraints, as near to the ordinary case as there are. Answers are tried one question at a time; what
 * the open ones may still come to is followed as sets, so that most of the tree is never entered, and constraints that share no
 * question are searched apart. It always ends: with answers, with the proof that there are none, or undecided.
 */
export class Search {
  readonly #questions: readonly Question[];
  readonly #dependencies = new WeakMap<Condition, readonly Question[]>();
  #steps = 0;
  /** Conditions evaluated so far. */
  evaluations = 0;
  /** The ordinary case, from which answers differ as little as possible. */
  ordinary: Places;

  constructor(questions: readonly Question[], ordinary: Places) {
    this.#questions = questions;
    this.ordinary = ordinary;
  }

  /** The nearest answers that meet all constraints; `none`, proven; or `undecided`. */
  find(constraints: readonly Constraint[]): Places | 'none' | 'undecided' {
    const open: State = this.#questions.map(({ answers }) => answers.map((_, place) => place));
    try {
      const any = this.#solve(open, constraints, Infinity);
      if (!any) return 'none';
      const nearest = this.#nearest(open, constraints, this.#differences(any));
      return (nearest ?? any).map((places, index) => this.#settle(places, index));
    } catch (error) {
      if (error instanceof SpentError) return 'undecided';
      throw error;
    }
  }

  /** The ordinary answer where it may be given. */
  #settle(places: readonly number[], index: number): number {
    const usual = this.ordinary[index] ?? 0;
    return places.includes(usual) ? usual : (places[0] ?? 0);
  }

  /** How many questions can no more have their ordinary answer. */
  #differences(state: State): number {
    return state.filter((places, index) => !places.includes(this.ordinary[index] ?? 0)).length;
  }

  /** Solves with as few differences as it takes, one more at a time. */
  #nearest(state: State, constraints: readonly Constraint[], most: number): State | undefined {
    for (let differences = this.#differences(state); differences <= most; differences++) {
      const solved = this.#solve(state, constraints, differences);
      if (solved) return solved;
    }
    return undefined;
  }

  /**
   * The state narrowed until the constraints are met whatever the questions still open are answered; undefined when there is none
   * with so few differences.
   */
  #solve(state: State, constraints: readonly Constraint[], most: number): State | undefined {
    if (this.#differences(state) > most) return undefined;
    const undecided: Constraint[] = [];
    for (const constraint of constraints) {
      const truths = this.#truths(constraint.condition, state);
      if (!(truths & constraint.allowed)) return undefined;
      if (truths & ~constraint.allowed) undecided.push(constraint);
    }
    if (undecided.length === 0) return state;
    const narrowed = this.#narrow(state, undecided);
    if (narrowed !== state) return narrowed && this.#solve(narrowed, undecided, most);
    const groups = this.#split(undecided, state);
    return groups.length > 1 ? this.#solveApart(state, groups, most) : this.#branch(state, undecided, most);
  }

  #truths(condition: Condition, state: State): Truths {
    this.#steps += condition.steps();
    if (++this.evaluations > MOST_EVALUATIONS || this.#steps > MOST_STEPS) throw new SpentError();
    return condition.truths(state);
  }

  /** The state without the answers that a constraint refuses whatever else is answered; undefined when a question has none left. */
  #narrow(state: State, constraints: readonly Constraint[]): State | undefined {
    const narrowed = [...state];
    let isNarrower = false;
    for (const { condition, allowed } of constraints) {
      for (const { index } of this.#open(condition, narrowed)) {
        const places = narrowed[index] ?? [];
        const left = places.filter((place) => {
          narrowed[index] = [place];
          return (this.#truths(condition, narrowed) & allowed) !== 0;
        });
        if (left.length === 0) return undefined;
        isNarrower ||= left.length < places.length;
        narrowed[index] = left;
      }
    }
    return isNarrower ? narrowed : state;
  }

  #solveApart(state: State, groups: readonly (readonly Constraint[])[], most: number): State | undefined {
    let solved: State | undefined = state;
    for (const group of groups) {
      solved = most === Infinity ? this.#solve(solved, group, most) : this.#nearest(solved, group, most);
      if (!solved) return undefined;
    }
    return solved;
  }

  #branch(state: State, constraints: readonly Constraint[], most: number): State | undefined {
    const question = this.#next(state, constraints);
    if (!question) return undefined;
    const usual = this.ordinary[question.index] ?? 0;
    const places = state[question.index] ?? [];
    for (const place of [...places].sort((a, b) => Number(b === usual) - Number(a === usual))) {
      const solved = this.#solve(state.with(question.index, [place]), constraints, most);
      if (solved) return solved;
    }
    return undefined;
  }

  /** An open question of the constraint that has the fewest. */
  #next(state: State, constraints: readonly Constraint[]): Question | undefined {
    let fewest: readonly Question[] = [];
    for (const { condition } of constraints) {
      const open = this.#open(condition, state);
      if (open.length > 0 && (fewest.length === 0 || open.length < fewest.length)) fewest = open;
    }
    return fewest[0];
  }

  #open(condition: Condition, state: State): Question[] {
    return this.#dependenciesOf(condition).filter(({ index }) => (state[index]?.length ?? 0) > 1);
  }

  /** Constraints that share an open question stay together. */
  #split(constraints: readonly Constraint[], state: State): Constraint[][] {
    let groups: { constraints: Constraint[]; questions: Set<Question> }[] = [];
    for (const constraint of constraints) {
      const open = this.#open(constraint.condition, state);
      const joined = { constraints: [constraint], questions: new Set(open) };
      const others = groups.filter((group) => {
        const isApart = !open.some((question) => group.questions.has(question));
        if (!isApart) {
          joined.constraints.push(...group.constraints);
          for (const question of group.questions) joined.questions.add(question);
        }
        return isApart;
      });
      groups = [...others, joined];
    }
    // What has the fewest questions fails soonest.
    return groups.sort((a, b) => a.questions.size - b.questions.size).map((group) => group.constraints);
  }

  /** The questions a condition depends on, and those that decide whether these are asked. */
  #dependenciesOf(condition: Condition): readonly Question[] {
    const known = this.#dependencies.get(condition);
    if (known) return known;
    const found = dependenciesOf(condition);
    this.#dependencies.set(condition, found);
    return found;
  }
}

export function dependenciesOf(condition: Condition): Question[] {
  const found = new Set(condition.reads);
  for (const { enabled } of found) for (const question of enabled?.reads ?? []) found.add(question);
  return [...found];
}
