import { Fault, Instant, NotBookable, Problem, Slot } from '@relais/model';
import type { ChecklistOutcome } from '@relais/model';
import * as z from 'zod/mini';
import type { BookingLink } from '../booking/booking-link.ts';

/** Anything the SDK throws, besides the caller's own abort. `code` is stable; the message never holds a person's data. */
export class RelaisError extends Error {
  override readonly name: string = 'RelaisError';
  readonly code: string;
  /** HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** Seconds the server asks to wait before the next try. */
  readonly retryAfter: number | undefined;
  /** True when a write may have reached the server: it is kept, and `bookings.resume()` asks for its answer. */
  pending = false;

  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super(message, 'cause' in facts ? { cause: facts.cause } : {});
    this.code = code;
    this.status = facts.status;
    this.retryAfter = facts.retryAfter;
  }
}

export interface ErrorFacts {
  readonly cause?: unknown;
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
}

/** The device has no network: this request did not leave it. */
export class OfflineError extends RelaisError {
  override readonly name: string = 'OfflineError';
  declare readonly code: 'offline';
  constructor(cause?: unknown) {
    super('offline', 'The device is offline', { cause });
  }
}

/** The agenda cannot be reached: no answer in time, or a failure of the server. Never to be shown as « no slot ». */
export class UnreachableError extends RelaisError {
  override readonly name: string = 'UnreachableError';
  declare readonly code: 'unreachable';
  constructor(message: string, facts?: ErrorFacts) {
    super('unreachable', message, facts);
  }
}

/** No request can ever go where `api` says: it is not an http or https address, or a secure page may not ask it. Nothing was sent. */
export class AddressError extends RelaisError {
  override readonly name: string = 'AddressError';
  declare readonly code: 'address';
  constructor(message: string, facts?: ErrorFacts) {
    super('address', message, facts);
  }
}

/** The host's `getToken` failed, with its reason as `cause`; nothing was sent. */
export class SessionError extends RelaisError {
  override readonly name: string = 'SessionError';
  declare readonly code: 'session';
  constructor(cause: unknown) {
    super('session', 'The host could not give a token', { cause });
  }
}

/** What answered does not speak the contract: another address, a captive portal, or a faulty server. */
export class ContractError extends RelaisError {
  override readonly name: string = 'ContractError';
  declare readonly code: 'contract';
  constructor(message: string, facts?: ErrorFacts) {
    super('contract', message, facts);
  }
}

/** The server understood and said no; `code` is the problem's own. Codes with members of their own have a class below. */
export class RefusedError extends RelaisError {
  override readonly name: string = 'RefusedError';
  constructor(problem: Problem, retryAfter?: number) {
    super(problem.code, problem.title, { status: problem.status, retryAfter });
  }
}

/** No seat as asked. `alternatives`: the next free slots that suit, at most three. */
export class NoSeatError extends RefusedError {
  override readonly name: string = 'NoSeatError';
  declare readonly code: 'slot-taken' | 'window-full' | 'slot-not-bookable';
  readonly alternatives: readonly Slot[];
  constructor(problem: Problem) {
    super(problem);
    this.alternatives = read(z.array(Slot), problem['alternatives']) ?? [];
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
    this.reason = read(NotBookable, problem['reason']);
  }
}

/** The client keeps two seats already; `holds` says which and until when. */
export class TooManyHoldsError extends RefusedError {
  override readonly name: string = 'TooManyHoldsError';
  declare readonly code: 'too-many-holds';
  readonly holds: readonly { readonly id: string; readonly expiresAt: Instant }[];
  constructor(problem: Problem) {
    super(problem);
    this.holds = read(z.array(z.object({ id: z.string(), expiresAt: Instant })), problem['holds']) ?? [];
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
    this.bookingId = read(z.object({ id: z.string() }), problem['booking'])?.id;
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
    this.changeableUntil = read(Instant, problem['changeableUntil']);
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
    this.outcome = read(z.string(), problem['outcome']) as ChecklistOutcome | undefined;
  }
}

/** Too many requests from here; `retryAfter` says when to come back. */
export class RateLimitedError extends RefusedError {
  override readonly name: string = 'RateLimitedError';
  declare readonly code: 'rate-limited';
}

/** The proof of work asked for could not be given: no WebCrypto on this page, or a challenge this version does not know. */
export class ChallengeError extends RefusedError {
  override readonly name: string = 'ChallengeError';
  declare readonly code: 'challenge-required' | 'challenge-invalid';
  readonly challenge: unknown;
  constructor(problem: Problem) {
    super(problem);
    this.challenge = problem['challenge'];
  }
}

/** A booking link or a professional session is needed, and what was given is none. */
export class UnauthenticatedError extends RefusedError {
  override readonly name: string = 'UnauthenticatedError';
  declare readonly code: 'unauthenticated';
}

/** This role may not do this here. */
export class ForbiddenError extends RefusedError {
  override readonly name: string = 'ForbiddenError';
  declare readonly code: 'forbidden';
}

/**
 * The pages of this site may not book: `origin`, as the browser names it, is missing in the structure's settings (`origins`) and in
 * the backend's `RELAIS_ORIGINS`.
 */
export class SiteNotAllowedError extends RefusedError {
  override readonly name: string = 'SiteNotAllowedError';
  declare readonly code: 'site-not-allowed';
  readonly origin: string | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.origin = read(z.string(), problem['origin']);
  }
}

/** No such structure, hold or booking. */
export class NotFoundError extends RefusedError {
  override readonly name: string = 'NotFoundError';
  declare readonly code: 'not-found';
}

/** The request is not what the server accepts; `faults` says where. */
export class InvalidRequestError extends RefusedError {
  override readonly name: string = 'InvalidRequestError';
  declare readonly code: 'invalid-request';
  readonly faults: readonly Fault[];
  constructor(problem: Problem) {
    super(problem);
    this.faults = read(z.array(Fault), problem['faults']) ?? [];
  }
}

const refusals: Record<string, new (problem: Problem, retryAfter?: number) => RefusedError> = {
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
  'rate-limited': RateLimitedError,
  'challenge-required': ChallengeError,
  'challenge-invalid': ChallengeError,
  unauthenticated: UnauthenticatedError,
  forbidden: ForbiddenError,
  'site-not-allowed': SiteNotAllowedError,
  'not-found': NotFoundError,
  'invalid-request': InvalidRequestError,
};

/** Every error with a class of its own, to `switch` on `code`; another code comes as a plain `RefusedError`. */
export type RelaisFailure =
  | OfflineError
  | UnreachableError
  | AddressError
  | SessionError
  | ContractError
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
  | ChecklistBlocksError
  | RateLimitedError
  | ChallengeError
  | UnauthenticatedError
  | ForbiddenError
  | SiteNotAllowedError
  | NotFoundError
  | InvalidRequestError;

/** The error an answer outside of 2xx stands for. `retryAfter` is the header's, in seconds. */
export function toError(status: number, text: string, retryAfter: number | undefined): RelaisError {
  const problem = read(Problem, parseJson(text));
  const wait = retryAfter ?? read(z.number(), problem?.['retryAfter']);
  if (status >= 500)
    return new UnreachableError(problem?.title ?? `The server answered ${status}`, { status, retryAfter: wait });
  if (!problem) return new ContractError(`The answer, status ${status}, is not a problem document`, { status });
  const Refusal = Object.hasOwn(refusals, problem.code) ? refusals[problem.code] : undefined;
  return new (Refusal ?? RefusedError)(problem, wait);
}

/** Whether the same request may do better later: once the network is back, the server mended, or the time over that it asks for. */
export function canHeal(error: RelaisError): boolean {
  if (error instanceof ContractError || error instanceof AddressError) return false;
  return !(error instanceof RefusedError) || error.retryAfter !== undefined;
}

/** An answer's JSON text → the value of the contract's shape; `ContractError` names the place that differs, never what stands there. */
export function parseAnswer<Value>(schema: z.ZodMiniType<Value>, text: string): Value {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const place = result.error.issues[0]?.path.join('.') ?? '';
  throw new ContractError(`The answer is not what the contract says${place && `, at ${place}`}`, {
    cause: result.error,
  });
}

function read<Value>(schema: z.ZodMiniType<Value>, value: unknown): Value | undefined {
  return schema.safeParse(value).data;
}

/** `undefined` for what is not JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
