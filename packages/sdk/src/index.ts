// The words of the contract come with the client, so that a host needs one import.
export * from '@relais/model';

// The rules a page answers at once with; the server asks the same functions.
export { evaluateChecklist, groupByHalfDay, halfDayOf } from '@relais/engine';
export type { ChecklistResult, DatedSlot, HalfDay, HalfDayGroup } from '@relais/engine';

export { createClient } from './client.ts';
export type { Client, ClientOptions } from './client.ts';

export type { Ledger } from './allocation/index.ts';
export type {
  BookingLink,
  Bookings,
  ConfirmRequest,
  RememberedBooking,
  ResumedWrite,
  SeatOptions,
  WriteAnswers,
  WriteKind,
} from './booking/index.ts';
export type { CallOptions, ConnectionState, GetKey, GetPerson, GetToken, RelaisStorage, Sleep } from './core/index.ts';
export type {
  AvailabilityState,
  AvailabilityStore,
  EventHandlers,
  Events,
  SlotQuery,
  Slots,
  SubscribeOptions,
} from './scheduling/index.ts';
export type { ClientSession, CreateSession, SessionState, SignedInState, SignedOutReason } from './session/index.ts';
export type { Structure } from './structure/index.ts';

export { idbStorage, memoryStorage } from './core/index.ts';

export type { RelaisFailure } from './errors.ts';
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
} from './core/index.ts';
export type { ErrorFacts } from './core/index.ts';
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
} from './booking/index.ts';
