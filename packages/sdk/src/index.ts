// The words of the contract come with the client, so that a host needs one import.
export * from '@relais/model';

// The rules a page answers at once with; the server asks the same functions.
export { evaluateChecklist, groupByHalfDay, halfDayOf } from '@relais/engine';
export type { BookingLink } from './booking/booking-link.ts';
export type { ChecklistResult, DatedSlot, HalfDay, HalfDayGroup } from '@relais/engine';

export { createClient } from './client.ts';
export type { Client, ClientOptions } from './client.ts';

export type {
  Bookings,
  ConfirmRequest,
  ResumedWrite,
  SeatOptions,
  WriteAnswers,
  WriteKind,
} from './booking/bookings.ts';
export type { RememberedBooking } from './booking/device-records.ts';
export type { CallOptions } from './core/call.ts';
export type { ConnectionState } from './core/follow.ts';
export type { EventHandlers, Events, SubscribeOptions } from './scheduling/events.ts';
export type { Ledger } from './allocation/ledger.ts';
export type { SlotQuery, Slots } from './scheduling/slots.ts';
export type { Structure } from './structure/structure.ts';
export type { GetPerson, GetToken } from './core/session.ts';
export type { Sleep } from './core/waiting.ts';

export type { AvailabilityState, AvailabilityStore } from './scheduling/availability.ts';

export { idbStorage } from './core/idb.ts';
export { memoryStorage } from './core/storage.ts';
export type { RelaisStorage } from './core/storage.ts';

export {
  AddressError,
  ChallengeError,
  ContractError,
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  OfflineError,
  RateLimitedError,
  RefusedError,
  RelaisError,
  SessionError,
  SiteNotAllowedError,
  UnauthenticatedError,
  UnreachableError,
} from './core/errors.ts';
export type { ErrorFacts } from './core/errors.ts';
export {
  BookingCancelledError,
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
} from './booking/errors.ts';
export type { RelaisFailure } from './errors.ts';
