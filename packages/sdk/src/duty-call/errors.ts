import { RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** Somebody has given the range to another volunteer meanwhile: read the calls again. */
export class DutyTakenError extends RefusedError {
  override readonly name: string = 'DutyTakenError';
  declare readonly code: 'duty-taken';
}

export const dutyCallRefusals: Refusals = { 'duty-taken': DutyTakenError };
