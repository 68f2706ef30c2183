import { bookingRefusals } from './booking/index.ts';
import type { BookingFailure } from './booking/index.ts';
import { coreRefusals } from './core/index.ts';
import type { CoreFailure, Refusals } from './core/index.ts';

/** Refusals of every subject; one more subject is one more line. */
export const refusals: Refusals = { ...coreRefusals, ...bookingRefusals };

/** Every error with a class of its own, to `switch` on `code`; another code comes as a plain `RefusedError`. */
export type RelaisFailure = CoreFailure | BookingFailure;
