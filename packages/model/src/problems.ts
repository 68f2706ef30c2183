import { bookingProblems } from './booking/index.ts';
import { coreProblems } from './core/index.ts';
import type { ProblemCatalogue } from './core/index.ts';
import { schedulingProblems } from './scheduling/index.ts';

/** Every refusal of the API. A code is never renamed: hosts and the SDK switch on it. */
export const problemCatalogue = {
  ...coreProblems,
  ...schedulingProblems,
  ...bookingProblems,
} as const satisfies ProblemCatalogue;

export type ProblemCode = keyof typeof problemCatalogue;
