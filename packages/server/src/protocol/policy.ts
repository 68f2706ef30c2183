import type { NamedSignature, PlainDate, ProtocolState } from '@relais/model';
import type { Kysely } from 'kysely';
import type { Principal } from '../core/http/access.ts';
import { professionalIdOf, SYSTEM_ACTOR } from '../core/actors.ts';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';

/** Who has signed in, as far as protocols care. */
export interface Author {
  readonly actor: string;
  readonly isDoctor: boolean;
  readonly isAdministrator: boolean;
}

/** The operator's command: whoever can run it can write the tables themselves. */
export const operator: Author = { actor: SYSTEM_ACTOR, isDoctor: true, isAdministrator: true };

/** Delegating is a doctor's act: whoever holds the role `delegator` in all of the structure is one of its doctors. */
export function authorOf(principal: Principal): Author {
  if (principal.kind !== 'professional') throw new ProblemError('forbidden');
  const holds = (wanted: string) =>
    principal.grants.some(({ role, practiceId, siteId }) => role === wanted && !practiceId && !siteId);
  return {
    actor: principal.actor,
    isDoctor: holds('delegator'),
    isAdministrator: holds('structureAdmin'),
  };
}

/**
 * Who may have a version enter a state. That a recipe of care is right is a doctor's word; what the agency or the team has decided is the
 * administrator's to take down. Whoever of the two sees a danger stops it.
 * @throws {ProblemError} `forbidden`
 */
export function requireStep({ isDoctor, isAdministrator }: Author, state: ProtocolState): void {
  const isDoctors = state === 'validated' || state === 'withdrawn';
  const may = (isDoctors && isDoctor) || (state !== 'validated' && isAdministrator);
  if (!may) throw new ProblemError('forbidden');
}

/** Computing may make software a medical device: a doctor answers for it. Both may switch it off. @throws {ProblemError} `forbidden` */
export function requireMode({ isDoctor }: Author, kind: 'display' | 'compute'): void {
  if (kind === 'compute' && !isDoctor) throw new ProblemError('forbidden');
}

/**
 * What is a doctor's word she signs herself, and nobody for her: where the structure knows who has signed in, the number is hers, and where it does not
 * know hers, nobody else's whom it knows.
 * @throws {ProblemError} `not-own-signature`
 */
export async function requireOwnSignature(
  db: Kysely<Database>,
  structureId: string,
  { actor }: Author,
  { rpps }: Pick<NamedSignature, 'rpps'>,
): Promise<void> {
  const id = professionalIdOf(actor);
  if (id === undefined) return;
  const known = await db
    .selectFrom('professional')
    .select(['id', 'rpps'])
    .where('structure_id', '=', structureId)
    .where((is) => is.or([is('id', '=', id), is('rpps', '=', rpps ?? '')]))
    .execute();
  const own = known.find((one) => one.id === id);
  if (!own) return;
  const isHers = own.rpps === null ? known.length === 1 : own.rpps === rpps;
  if (!isHers) throw new ProblemError('not-own-signature');
}

/** Nobody has signed tomorrow. @throws {ProblemError} `invalid-request` */
export function requireSigned({ on }: Pick<NamedSignature, 'on'>, today: PlainDate, path = 'on'): void {
  if (on <= today) return;
  throw new ProblemError('invalid-request', {
    faults: [{ path, message: 'has not come yet', accepted: `a date up to ${today}` }],
  });
}
