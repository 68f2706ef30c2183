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

/** The session has as many bookings above its capacity as it may: `used` of `limit`. */
export class SessionOverbookedError extends RefusedError {
  override readonly name: string = 'SessionOverbookedError';
  declare readonly code: 'session-overbooked';
  readonly used: number | undefined;
  readonly limit: number | undefined;
  constructor(problem: Problem) {
    super(problem);
    const known = readAs(z.object({ used: z.int(), limit: z.int() }), problem['overbooking']);
    this.used = known?.used;
    this.limit = known?.limit;
  }
}

export const intakeRefusals: Refusals = {
  'request-known': RequestKnownError,
  'session-overbooked': SessionOverbookedError,
};
