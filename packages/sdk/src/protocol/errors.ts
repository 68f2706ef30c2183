import { ProtocolFinding } from '@relais/model';
import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** Something in a protocol is wrong, or not proven and signed for by nobody; `findings` says what, in French. */
export class ProtocolNotProvenError extends RefusedError {
  override readonly name: string = 'ProtocolNotProvenError';
  declare readonly code: 'protocol-not-proven';
  readonly findings: readonly ProtocolFinding[];
  constructor(problem: Problem) {
    super(problem);
    this.findings = readAs(z.array(ProtocolFinding), problem['findings']) ?? [];
  }
}

/** A version cannot take this step; `outcome` says why. */
export class ProtocolStepRefusedError extends RefusedError {
  override readonly name: string = 'ProtocolStepRefusedError';
  declare readonly code: 'protocol-step-refused';
  readonly outcome: string | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.outcome = readAs(z.string(), problem['outcome']);
  }
}

/** Refusals of this subject. */
export const protocolRefusals: Refusals = {
  'protocol-not-proven': ProtocolNotProvenError,
  'protocol-step-refused': ProtocolStepRefusedError,
};

export type ProtocolFailure = ProtocolNotProvenError | ProtocolStepRefusedError;
