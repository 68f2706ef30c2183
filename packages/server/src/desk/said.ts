import { isBirthDate } from '@relais/model';
import type { CallbackRequest, PlainDate } from '@relais/model';
import { invalid } from '../core/http/parse.ts';

/** What somebody has said, where it can be wrong though it is well written. @throws {ProblemError} `invalid-request` */
export function checkSaid(
  { birthDate, wants, reachable = [] }: Pick<CallbackRequest, 'birthDate' | 'wants' | 'reachable'>,
  today: PlainDate,
): void {
  if (birthDate !== undefined && !isBirthDate(birthDate, today))
    throw invalid({ path: 'birthDate', message: 'is not a date of birth', accepted: 'a date of the last 130 years' });
  const wrong = reachable.findIndex(({ from, to }) => from >= to);
  if (wrong >= 0)
    throw invalid({ path: `reachable.${wrong}.to`, message: 'is not after from', accepted: 'a later instant' });
  const { from, to } = wants ?? {};
  if (from !== undefined && to !== undefined && from >= to)
    throw invalid({ path: 'wants.to', message: 'is not after from', accepted: 'a later instant' });
}
