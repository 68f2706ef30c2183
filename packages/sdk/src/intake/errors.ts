import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** This person already waits to be called back: `callback` is the entry. Answered by `replaces`, or by `anotherPerson`. */
export class RequestKnownError extends RefusedError {
  override readonly name: string = 'RequestKnownError';
  declare readonly code: 'request-known';
  readonly callback: string | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.callback = readAs(z.string(), problem['callback']);
  }
}

export const intakeRefusals: Refusals = { 'request-known': RequestKnownError };
