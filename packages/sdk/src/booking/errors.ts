import { Instant, NotBookable, Slot } from '@relais/model';
import type { ChecklistOutcome, Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';
import type { BookingLink } from './booking-link.ts';

/** No seat as asked. `alternatives`: the next free slots that suit, at most three. */
export class NoSeatError extends RefusedError {
  override readonly name: string = 'NoSeatError';
  declare readonly code: 'slot-taken' | 'window-full' | 'slot-not-bookable';
  readonly alternatives: readonly Slot[];
  constructor(problem: Problem) {
    super(problem);
    this.alternatives = readAs(z.array(Slot), problem['alternatives']) ?? [];
  }
}

/** Somebody else has taken this slot. */
export class SlotTakenError extends NoSeatError {
  override readonly name: string = 'SlotTakenError';
  declare readonly code: 'slot-taken';
}

/** Every seat of the window is taken. */
export class WindowFullError extends NoSeatError {
  override readonly name: string = 'WindowFullError';
  declare readonly code: 'window-full';
}

/** The slot exists no more, or its time to be booked is over or has not come: `reason` says which, unless the server is an older one. */
export class SlotNotBookableError extends NoSeatError {
  override readonly name: string = 'SlotNotBookableError';
  declare readonly code: 'slot-not-bookable';
  readonly reason: NotBookable | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.reason = readAs(NotBookable, problem['reason']);
  }
}

/** The client keeps two seats already; `holds` says which and until when. */
export class TooManyHoldsError extends RefusedError {
  override readonly name: string = 'TooManyHoldsError';
  declare readonly code: 'too-many-holds';
  readonly holds: readonly { readonly id: string; readonly expiresAt: Instant }[];
  constructor(problem: Problem) {
    super(problem);
    this.holds = readAs(z.array(z.object({ id: z.string(), expiresAt: Instant })), problem['holds']) ?? [];
  }
}

/** The seat is no longer held. */
export class HoldExpiredError extends RefusedError {
  override readonly name: string = 'HoldExpiredError';
  declare readonly code: 'hold-expired';
}

/** This person has a live booking already. `link` opens it, when it was made on this device. */
export class DuplicateBookingError extends RefusedError {
  override readonly name: string = 'DuplicateBookingError';
  declare readonly code: 'duplicate-booking';
  readonly bookingId: string | undefined;
  link: BookingLink | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.bookingId = readAs(z.object({ id: z.string() }), problem['booking'])?.id;
  }
}

/**
 * Somebody with this telephone number and the same birth date or names has a live booking: the same person, or not? Ask, and confirm again
 * with `anotherPerson: true` when not; the seat stays held. Nothing is told of the other booking.
 */
export class PossibleDuplicateError extends RefusedError {
  override readonly name: string = 'PossibleDuplicateError';
  declare readonly code: 'possible-duplicate';
}

/** The booking is cancelled already. */
export class BookingCancelledError extends RefusedError {
  override readonly name: string = 'BookingCancelledError';
  declare readonly code: 'booking-cancelled';
}

/** Too late to move or cancel: the practice must be called. */
export class DeadlinePassedError extends RefusedError {
  override readonly name: string = 'DeadlinePassedError';
  declare readonly code: 'deadline-passed';
  readonly changeableUntil: Instant | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.changeableUntil = readAs(Instant, problem['changeableUntil']);
  }
}

/** The checklist answered has a newer version, to be read from the structure and answered again. */
export class ChecklistOutdatedError extends RefusedError {
  override readonly name: string = 'ChecklistOutdatedError';
  declare readonly code: 'checklist-outdated';
}

/** The answers to the checklist lead elsewhere than to a booking: `outcome` says where. */
export class ChecklistBlocksError extends RefusedError {
  override readonly name: string = 'ChecklistBlocksError';
  declare readonly code: 'checklist-blocks-booking';
  readonly outcome: ChecklistOutcome | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.outcome = readAs(z.string(), problem['outcome']) as ChecklistOutcome | undefined;
  }
}

export const bookingRefusals: Refusals = {
  'slot-taken': SlotTakenError,
  'window-full': WindowFullError,
  'slot-not-bookable': SlotNotBookableError,
  'too-many-holds': TooManyHoldsError,
  'hold-expired': HoldExpiredError,
  'duplicate-booking': DuplicateBookingError,
  'possible-duplicate': PossibleDuplicateError,
  'booking-cancelled': BookingCancelledError,
  'deadline-passed': DeadlinePassedError,
  'checklist-outdated': ChecklistOutdatedError,
  'checklist-blocks-booking': ChecklistBlocksError,
};

export type BookingFailure =
  | SlotTakenError
  | WindowFullError
  | SlotNotBookableError
  | TooManyHoldsError
  | HoldExpiredError
  | DuplicateBookingError
  | PossibleDuplicateError
  | BookingCancelledError
  | DeadlinePassedError
  | ChecklistOutdatedError
  | ChecklistBlocksError;
