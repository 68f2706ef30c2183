import { bookingRefusals } from './booking/errors.ts';
import type { BookingFailure } from './booking/errors.ts';
import { coreRefusals } from './core/errors.ts';
import type { CoreFailure, Refusals } from './core/errors.ts';

/** Refusals of every subject; one more subject is one more line. */
export const refusals: Refusals = { ...coreRefusals, ...bookingRefusals };

/** Every error with a class of its own, to `switch` on `code`; another code comes as a plain `RefusedError`. */
export type RelaisFailure = CoreFailure | BookingFailure;
