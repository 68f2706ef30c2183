import type { BookingRequest } from '@relais/model';
import type { LimitKind } from '../limits/settings.ts';
import type { Ending, Limits, Pass } from '../limits/limits.ts';
import { ProblemError } from '../services/problem.ts';
import type { Call } from './call.ts';
import { toProblem } from './problems.ts';

/**
 * Does the work if the call's address, and for a booking its telephone number, may still ask. What the backend fails at is not counted.
 * Professionals are known and not counted.
 * @throws {ProblemError} `rate-limited`, `challenge-required`, `challenge-invalid`
 */
export async function limitCall<T extends { readonly status: number }>(
  limits: Limits | undefined,
  call: Call,
  work: () => Promise<T>,
): Promise<T> {
  if (!limits || call.principal.kind === 'professional') return work();
  const { settle } = await askToPass(limits, call);
  try {
    const answer = await work();
    await settle(endingOf(answer.status));
    return answer;
  } catch (error) {
    await settle(endingOf(toProblem(error).status));
    throw error;
  }
}

async function askToPass(limits: Limits, call: Call): Promise<Pass> {
  const solution = call.request.headers.get('relais-challenge') ?? undefined;
  const keys = { address: call.address, ...contactOf(call) };
  const verdict = await limits.check(kindOf(call), keys, solution);
  if (verdict.allowed) return verdict;
  if ('challenge' in verdict) throw new ProblemError('challenge-required', { challenge: verdict.challenge });
  if ('invalid' in verdict) throw new ProblemError('challenge-invalid');
  throw new ProblemError('rate-limited', { retryAfter: verdict.retryAfter });
}

function endingOf(status: number): Ending {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'done';
}

function kindOf({ operation, principal }: Call): LimitKind {
  if (operation.path === '/holds') return 'hold';
  if (operation.path === '/bookings') return 'booking';
  return principal.kind === 'anonymous' ? 'read' : 'link';
}

function contactOf({ operation, body }: Call): { contact?: string } {
  if (operation.path !== '/bookings') return {};
  return { contact: (body as BookingRequest).person.phone };
}
