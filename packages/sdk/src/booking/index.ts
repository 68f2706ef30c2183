export type { BookingLink } from './booking-link.ts';
export { createBookings } from './bookings.ts';
export type { Bookings, ConfirmRequest, ResumedWrite, SeatOptions, WriteAnswers, WriteKind } from './bookings.ts';
export type { RememberedBooking } from './device-records.ts';
export {
  BookingCancelledError,
  bookingRefusals,
  ChecklistBlocksError,
  ChecklistOutdatedError,
  DeadlinePassedError,
  DuplicateBookingError,
  HoldExpiredError,
  NoSeatError,
  PossibleDuplicateError,
  SlotNotBookableError,
  SlotTakenError,
  TooManyHoldsError,
  WindowFullError,
} from './errors.ts';
export type { BookingFailure } from './errors.ts';
