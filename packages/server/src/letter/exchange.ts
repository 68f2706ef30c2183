import type { LetterExchange } from '@relais/model';
import { findConsent, isAgainst } from '../consent/index.ts';
import { ProblemError } from '../core/problem.ts';
import type { Writing } from '../core/write/write.ts';
import type { Basis } from './basis.ts';
import type { LetterRow } from './store.ts';

/** Age of majority. */
export const ADULT = 18;

/**
 * Whether what concerns a patient may go to their doctor. Between carers who are named that needs no consent to share: the patient was informed and
 * has not objected (code de la santé publique, article L. 1110-4). Where no decision is kept, whoever wrote a letter may have said so with it.
 */
export async function exchangeOf(
  writing: Writing,
  { barred, patientId }: Basis,
  letter?: Pick<LetterRow, 'informed'>,
): Promise<LetterExchange> {
  if (barred) return barred;
  const unkept = letter?.informed === 1 ? 'allowed' : 'toInform';
  if (patientId === undefined) return unkept;
  const standing = await findConsent(writing, { patientId, code: 'exchangeWithCarers' });
  if (standing.allowed) return 'allowed';
  return isAgainst(standing) ? 'objected' : unkept;
}

/** @throws {ProblemError} `letter-not-allowed`, with why */
export async function requireExchange(writing: Writing, basis: Basis, letter: LetterRow): Promise<void> {
  const exchange = await exchangeOf(writing, basis, letter);
  if (exchange !== 'allowed') throw new ProblemError('letter-not-allowed', { refusals: [exchange] });
}
