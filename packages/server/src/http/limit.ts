import { normalizePhone } from '@relais/model';
import type { BookingRequest } from '@relais/model';
import type { LimitKind } from '../limits/settings.ts';
import type { Limits } from '../limits/limits.ts';
import { ProblemError } from '../services/problem.ts';
import type { Call } from './call.ts';

/**
 * Counts the call against what its address, and for a booking its telephone number, may ask. Professionals are known and not counted.
 * @throws {ProblemError} `rate-limited`, `challenge-required`, `challenge-invalid`
 */
export async function limitCall(limits: Limits | undefined, call: Call): Promise<void> {
  if (!limits || call.principal.kind === 'professional') return;
  const solution = call.request.headers.get('relais-challenge') ?? undefined;
  const keys = { address: call.address, ...contactOf(call) };
  const verdict = await limits.check(kindOf(call), keys, solution);
  if (verdict.allowed) return;
  if ('challenge' in verdict) throw new ProblemError('challenge-required', { challenge: verdict.challenge });
  if ('invalid' in verdict) throw new ProblemError('challenge-invalid');
  throw new ProblemError('rate-limited', { retryAfter: verdict.retryAfter });
}

function kindOf({ operation, principal }: Call): LimitKind {
  if (operation.path === '/holds') return 'hold';
  if (operation.path === '/bookings') return 'booking';
  return principal.kind === 'anonymous' ? 'read' : 'link';
}

function contactOf({ operation, body }: Call): { contact?: string } {
  if (operation.path !== '/bookings') return {};
  return { contact: normalizePhone((body as BookingRequest).person.phone) };
}
