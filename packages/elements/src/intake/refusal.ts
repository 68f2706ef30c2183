import type { IntakeRequest } from '@relais/sdk';
import { troubleOf, type Failure, type TroubleName } from '../ui/flow/trouble.ts';
import type { Decision } from './request.ts';

/** What somebody answers when one person would be there twice. */
export type Answers = Pick<IntakeRequest, 'anotherPerson' | 'replaces'>;

/** Why the server has not taken a request as it is. `twice`: somebody may be there already, which the desk decides about. */
export type Refusal =
  | { readonly kind: 'told'; readonly code: string }
  | { readonly kind: 'trouble'; readonly name: TroubleName }
  | {
      readonly kind: 'twice';
      readonly code: 'duplicate-booking' | 'request-known' | 'possible-duplicate';
      readonly decision: Decision;
      readonly answers: Answers;
      readonly former?: NonNullable<Answers['replaces']> | undefined;
    };

/** What is said of something that failed. */
export function toRefusal(error: Failure, code: string, now: number): Refusal {
  const trouble = troubleOf(error, now);
  return trouble.name === 'failed' ? { kind: 'told', code } : { kind: 'trouble', name: trouble.name };
}
