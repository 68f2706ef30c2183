import type { ServiceContext } from '../context.ts';
import { ProblemError } from '../problem.ts';
import { OutgoingError } from './outgoing.ts';

/** What the description of the API says of `addressFault`. */
export const addressFaultWords = {
  type: 'string',
  description:
    'What is wrong with the address: `not-an-address`, `not-https`, `has-credentials`, `host-unknown`, `not-public` or `too-slow`',
};

/**
 * Refuses an address that nothing may be asked of.
 * @throws {ProblemError} `code`, with what is accepted; `unavailable` where this backend reaches nothing
 */
export async function judgeAddress(
  { outgoing }: ServiceContext,
  address: string,
  code: 'webhook-address-refused' | 'agenda-address-refused',
): Promise<void> {
  if (!outgoing) throw new ProblemError('unavailable');
  try {
    await outgoing.judge(address);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    throw new ProblemError(code, { addressFault: error.code, detail: error.message });
  }
}
