import { RunObstacle } from '@relais/model';
import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** A run cannot start: `missing` says what for, and who can mend it. */
export class RunNotStartableError extends RefusedError {
  override readonly name: string = 'RunNotStartableError';
  declare readonly code: 'run-not-startable';
  readonly missing: readonly RunObstacle[];
  constructor(problem: Problem) {
    super(problem);
    this.missing = readAs(z.array(RunObstacle), problem['missing']) ?? [];
  }
}

/** The run has been changed meanwhile, elsewhere or by a write whose answer was lost; `revision` is the one it has. */
export class RunChangedError extends RefusedError {
  override readonly name: string = 'RunChangedError';
  declare readonly code: 'run-changed';
  readonly revision: number | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.revision = readAs(z.number(), problem['revision']);
  }
}

/** The run cannot end like this; `refusals` says what speaks against it. */
export class OutcomeRefusedError extends RefusedError {
  override readonly name: string = 'OutcomeRefusedError';
  declare readonly code: 'outcome-refused';
  readonly refusals: readonly string[];
  constructor(problem: Problem) {
    super(problem);
    this.refusals = readAs(z.array(z.string()), problem['refusals']) ?? [];
  }
}

/** Refusals of this subject. */
export const runRefusals: Refusals = {
  'run-not-startable': RunNotStartableError,
  'run-changed': RunChangedError,
  'outcome-refused': OutcomeRefusedError,
};
