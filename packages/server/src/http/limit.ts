import type { BookingRequest, HoldRequest } from '@relais/model';
import type { LimitKind } from '../limits/settings.ts';
import type { Ending, LimitKeys, Limits, Pass } from '../limits/limits.ts';
import type { ServiceContext } from '../services/context.ts';
import { countSeatsLeft } from '../services/holds.ts';
import { ProblemError } from '../services/problem.ts';
import { readTarget } from './holds.ts';
import type { Call } from './call.ts';
import { toProblem } from './problems.ts';

/** A request that has been counted for its address. `forget` says that it is a professional's, who are known and not counted. */
export interface Visit {
  forget(): void;
}

/**
 * Counts a request for its address before anything else is done with it: what is refused later, for a token that proves nothing or a structure
 * that is not there, costs something too and is asked for as often as anybody likes. What the backend fails at is not counted.
 * @throws {ProblemError} `rate-limited`
 */
export async function countVisit<T extends { readonly status: number }>(
  limits: Limits | undefined,
  address: string,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  if (!limits) return work({ forget: () => undefined });
  let isKnown = false;
  return settled(
    await passOrRefuse(limits, 'request', { address }),
    () => work({ forget: () => (isKnown = true) }),
    (status) => (isKnown ? 'uncounted' : endingOf(status)),
  );
}

/**
 * Does the writing if the call's address, and for a booking its telephone number, may still ask. Call it after the look-up of the key, so that
 * a replay costs nothing here.
 * @throws {ProblemError} `rate-limited`, `challenge-required`, `challenge-invalid`
 */
export async function limitWrite<T extends { readonly status: number }>(
  { limits, context }: { readonly limits?: Limits | undefined; readonly context: ServiceContext },
  call: Call,
  work: () => Promise<T>,
): Promise<T> {
  if (!limits || call.principal.kind === 'professional') return work();
  const solution = call.request.headers.get('relais-challenge') ?? undefined;
  const keys = { address: call.address, ...contactOf(call), ...seatsOf(context, call) };
  return settled(await passOrRefuse(limits, kindOf(call), keys, solution), work, endingOf);
}

async function settled<T extends { readonly status: number }>(
  { settle }: Pass,
  work: () => Promise<T>,
  toEnding: (status: number) => Ending,
): Promise<T> {
  try {
    const answer = await work();
    await settle(toEnding(answer.status));
    return answer;
  } catch (error) {
    await settle(toEnding(toProblem(error).status));
    throw error;
  }
}

async function passOrRefuse(limits: Limits, kind: LimitKind, keys: LimitKeys, solution?: string): Promise<Pass> {
  const verdict = await limits.check(kind, keys, solution);
  if (verdict.allowed) return verdict;
  if ('challenge' in verdict) throw new ProblemError('challenge-required', { challenge: verdict.challenge });
  if ('invalid' in verdict) throw new ProblemError('challenge-invalid');
  throw new ProblemError('rate-limited', { retryAfter: verdict.retryAfter });
}

function endingOf(status: number): Ending {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'done';
}

function kindOf({ operation }: Call): LimitKind {
  if (operation.path === '/holds') return 'hold';
  return operation.path === '/bookings' ? 'booking' : 'link';
}

function contactOf({ operation, body }: Call): Pick<LimitKeys, 'contact'> {
  if (operation.path !== '/bookings') return {};
  return { contact: (body as BookingRequest).person.phone };
}

/** How many seats are left where this one is wanted. */
function seatsOf(context: ServiceContext, { operation, body, view }: Call): Pick<LimitKeys, 'seatsLeft'> {
  if (operation.path !== '/holds') return {};
  const request = body as HoldRequest;
  const audience = request.audience ?? view.documents.settings?.audience ?? 'CPTS';
  const target = readTarget(request);
  return { seatsLeft: countSeatsLeft(context, view, { target, audience, label: request.label }) };
}
