import { Fault, Problem } from '@relais/model';
import * as z from 'zod/mini';

/** Anything the SDK throws, besides the caller's own abort. `code` is stable; the message never holds a person's data. */
export class RelaisError extends Error {
  override readonly name: string = 'RelaisError';
  readonly code: string;
  /** HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** Seconds the server asks to wait before the next try. */
  readonly retryAfter: number | undefined;
  /** True when a write may have reached the server: it is kept, and its answer can still be asked for. */
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

/** The agenda cannot be reached: no answer in time, a page of a captive portal, or a failure of the server. Never to be shown as « no slot ». */
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

/** The host could not say who is signed in, with its reason as `cause`, or says another than who wrote this; nothing was sent. */
export class SessionError extends RelaisError {
  override readonly name: string = 'SessionError';
  declare readonly code: 'session';
  constructor(message: string, facts?: ErrorFacts) {
    super('session', message, facts);
  }
}

/** Somebody is signed in, and neither the host nor their token says who. */
export class UnnamedPersonError extends SessionError {
  constructor() {
    super('The token does not say who is signed in: createClient needs `getPerson`');
  }
}

/** What answered does not speak the contract: another address, or a faulty server. */
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

/** A link's token or a professional session is needed, and what was given is none. */
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
    this.origin = readAs(z.string(), problem['origin']);
  }
}

/** There is no such thing here. */
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
    this.faults = readAs(z.array(Fault), problem['faults']) ?? [];
  }
}

/** The class of each refusal, by the code of its problem. */
export type Refusals = Readonly<Record<string, new (problem: Problem, retryAfter?: number) => RefusedError>>;

/** Refusals any route may give. A subject brings those of its own. */
export const coreRefusals: Refusals = {
  'rate-limited': RateLimitedError,
  'challenge-required': ChallengeError,
  'challenge-invalid': ChallengeError,
  unauthenticated: UnauthenticatedError,
  forbidden: ForbiddenError,
  'site-not-allowed': SiteNotAllowedError,
  'not-found': NotFoundError,
  'invalid-request': InvalidRequestError,
};

export type CoreFailure =
  | OfflineError
  | UnreachableError
  | AddressError
  | SessionError
  | ContractError
  | RateLimitedError
  | ChallengeError
  | UnauthenticatedError
  | ForbiddenError
  | SiteNotAllowedError
  | NotFoundError
  | InvalidRequestError;

/** The error an answer outside of 2xx stands for. `retryAfter` is the header's, in seconds. A code without a class is a plain refusal. */
export function toError(refusals: Refusals, status: number, text: string, retryAfter: number | undefined): RelaisError {
  const problem = readAs(Problem, parseJson(text));
  const wait = retryAfter ?? readAs(z.number(), problem?.['retryAfter']);
  // A server that says it does not do this has answered, and is not to be asked again.
  if (status >= 500 && !(status === 501 && problem))
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

/** The value, where it has this shape. */
export function readAs<Value>(schema: z.ZodMiniType<Value>, value: unknown): Value | undefined {
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
