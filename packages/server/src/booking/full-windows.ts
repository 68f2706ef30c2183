import type { ProblemError } from '../core/problem.ts';
import type { Book } from '../core/write/write.ts';

/**
 * Windows in which a group of writers has found no seat, by what was asked. At the end of a rush hundreds ask for the same one: until something
 * happens again, they get the same answer.
 */
export class FullWindows implements Book {
  readonly #refusals = new Map<string, ProblemError>();

  find(question: string): ProblemError | undefined {
    return this.#refusals.get(question);
  }

  remember(question: string, refusal: ProblemError): void {
    this.#refusals.set(question, refusal);
  }

  note(): void {
    this.#refusals.clear();
  }

  /** Nothing of it outlives the group. */
  save(): Promise<void> {
    return Promise.resolve();
  }
}
