import type { LetterExchange } from '@relais/model';
import { findConsent, isAgainst } from '../consent/index.ts';
import { ProblemError } from '../core/problem.ts';
import type { Writing } from '../core/write/write.ts';
import type { RunRow } from '../run/index.ts';

/** Age of majority. */
export const ADULT = 18;

/**
 * Whether what concerns a patient may go to their doctor. Between carers who are named that needs no consent to share: the patient was informed and
 * has not objected (code de la santé publique, article L. 1110-4).
 */
export async function exchangeOf(writing: Writing, run: RunRow): Promise<LetterExchange> {
  if (run.training === 1) return 'training';
  if (run.withdrawn_at !== null) return 'withdrawn';
  const standing = await findConsent(writing, { patientId: run.patient_id, code: 'exchangeWithCarers' });
  if (standing.allowed) return 'allowed';
  return isAgainst(standing) ? 'objected' : 'toInform';
}

/** @throws {ProblemError} `letter-not-allowed`, with why */
export async function requireExchange(writing: Writing, run: RunRow): Promise<void> {
  const exchange = await exchangeOf(writing, run);
  if (exchange !== 'allowed') throw new ProblemError('letter-not-allowed', { refusals: [exchange] });
}
