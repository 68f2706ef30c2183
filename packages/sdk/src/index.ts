// The words of the contract come with the client, so that a host needs one import.
export * from '@relais/model';

// The rules a page answers at once with; the server asks the same functions.
export { evaluateChecklist, groupByHalfDay, halfDayOf } from '@relais/engine';
export type { BookingLink } from './booking-link.ts';
export type { ChecklistResult, DatedSlot, HalfDay, HalfDayGroup } from '@relais/engine';

export { createClient } from './client.ts';
export type { Client, ClientOptions } from './client.ts';

export type {
  Bookings,
  CallOptions,
  ConfirmRequest,
  RememberedBooking,
  ResumedWrite,
  SeatOptions,
  WriteAnswers,
} from './bookings.ts';
export type { EventHandlers, Events, LiveState, SubscribeOptions } from './events.ts';
export type { Ledger } from './ledger.ts';
export type { SlotQuery, Slots } from './slots.ts';
export type { Structure } from './structure.ts';
export type { GetToken } from './transport.ts';
export type { Sleep } from './waiting.ts';

export type { AvailabilityState, AvailabilityStore } from './stores/availability.ts';

export { idbStorage } from './offline/idb.ts';
export { memoryStorage } from './offline/storage.ts';
export type { RelaisStorage } from './offline/storage.ts';
export type { WriteKind } from './offline/outbox.ts';

export {
  AddressError,
  BookingCancelledError,
  ChallengeError,
  ChecklistBlocksError,
  ChecklistOutdatedError,
  ContractError,
  DeadlinePassedError,
  DuplicateBookingError,
  ForbiddenError,
  HoldExpiredError,
  InvalidRequestError,
  NoSeatError,
  NotFoundError,
  OfflineError,
  PossibleDuplicateError,
  RateLimitedError,
  RefusedError,
  RelaisError,
  SessionError,
  SiteNotAllowedError,
  SlotNotBookableError,
  SlotTakenError,
  TooManyHoldsError,
  UnauthenticatedError,
  UnreachableError,
  WindowFullError,
} from './errors.ts';
export type { ErrorFacts, RelaisFailure } from './errors.ts';
