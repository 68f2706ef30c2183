import type { FormDefinition } from '../definitions.ts';
import type { Part } from '../form.ts';
import type { ExpressionOptions } from './expression.ts';
import { Logic } from './logic.ts';
import { optionsOfValues } from './offered.ts';
import { expressionNames } from './uses.ts';

export type { FullEngine, FullProgram } from '../full-engine.ts';
export type { ExpressionOptions } from './expression.ts';
export type { Env } from './functions.ts';
export { launchContextsOf } from './uses.ts';

/**
 * The part that evaluates the expressions of SDC: variables, calculated and initial values, dynamic conditions, texts, limits
 * and options, constraints. It evaluates the common subset of FHIRPath itself; the rest takes `engine`, and is told without.
 */
export function expressions(options: ExpressionOptions = {}): Part {
  return {
    rules: (form) => new Logic(form.definition, options, form).rules(),
    asOptions: optionsOfValues,
    supports: expressionNames,
  };
}

/** The part for a form that has expressions, with the full engine when it needs that. */
export async function logicFor(definition: FormDefinition, options: ExpressionOptions): Promise<Part[]> {
  if (new Logic(definition, {}).refused.length === 0) return [expressions(options)];
  const { fullEngine } = await import('../fhirpath/index.ts');
  return [expressions({ ...options, engine: fullEngine })];
}
