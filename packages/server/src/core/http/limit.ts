import type { Operation } from '@relais/model';
import type { LimitKind } from '../limits/settings.ts';
import type { Ending, LimitKeys, Limits, Pass } from '../limits/limits.ts';
import { ProblemError } from '../problem.ts';
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
 * Does the work if the call may still ask, by the operation's limit. Of a write, call it after the look-up of the key, so that a replay costs nothing
 * here.
 * @throws {ProblemError} `rate-limited`, `challenge-required`, `challenge-invalid`
 */
export async function limitCall<Op extends Operation, T extends { readonly status: number }>(
  limits: Limits | undefined,
  call: Call<Op>,
  keysOf: (call: Call<Op>) => Omit<LimitKeys, 'address'>,
  work: () => Promise<T>,
): Promise<T> {
  const { rateLimit } = call.operation;
  if (!limits || !rateLimit || call.principal.kind === 'professional') return work();
  const solution = call.request.headers.get('relais-challenge') ?? undefined;
  const keys = { ...keysOf(call), address: call.address };
  return settled(await passOrRefuse(limits, rateLimit, keys, solution), work, endingOf);
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
