import type { Today } from './clock.ts';
import type { FormItem } from './form-item.ts';

/** Evaluates FHIRPath whole, for what the common subset refuses. Its results keep their types from one expression to the next; `toJson` ends that. */
export interface FullEngine {
  /** @throws when the text is not FHIRPath */
  compile(source: string): FullProgram;
  toJson(results: readonly unknown[]): unknown[];
}

export interface FullProgram {
  /** `variables`: the values of the names the expression may use. */
  evaluate(
    item: FormItem,
    variables: Readonly<Record<string, readonly unknown[]>>,
    today: () => Today,
  ): readonly unknown[];
  /** The same, starting from nodes an earlier evaluation gave. */
  evaluateOn(
    nodes: readonly unknown[],
    item: FormItem,
    variables: Readonly<Record<string, readonly unknown[]>>,
    today: () => Today,
  ): readonly unknown[];
}
