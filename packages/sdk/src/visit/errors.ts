import { VisitState } from '@relais/model';
import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** Somebody has said something else of the visit meanwhile; `state` and `revision` are those it has. */
export class VisitChangedError extends RefusedError {
  override readonly name: string = 'VisitChangedError';
  declare readonly code: 'visit-changed';
  readonly revision: number | undefined;
  readonly state: VisitState | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.revision = readAs(z.number(), problem['revision']);
    this.state = readAs(VisitState, problem['state']);
  }
}

/** Refusals of this subject. */
export const visitRefusals: Refusals = { 'visit-changed': VisitChangedError };
