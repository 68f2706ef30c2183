import { callingClinicians } from '@relais/model';
import type { CallbackAction } from '@relais/model';
import type { Principal, Professional } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import type { CallbackRow } from './tables.ts';

/** Who acts at the desk: a route of the desk lets nobody else in. @throws {ProblemError} `forbidden` */
export function requireDesk(principal: Principal): Professional {
  if (principal.kind === 'professional') return principal;
  throw new ProblemError('forbidden');
}

/** What an action must find: the entry in one of these states, and whose it is. */
const wanted: Readonly<Record<CallbackAction['kind'], 'open' | 'free or own' | 'own' | 'attempted' | 'ended'>> = {
  claim: 'open',
  release: 'own',
  notReached: 'own',
  retract: 'attempted',
  wake: 'free or own',
  reclass: 'free or own',
  doctorAnswered: 'free or own',
  annotate: 'free or own',
  amend: 'free or own',
  seatFound: 'own',
  redirected: 'own',
  advised: 'own',
  givenUp: 'own',
  duplicate: 'own',
  reopen: 'ended',
};

/**
 * Decides whether somebody may do this to an entry as it stands. What is said first is what helps most: that it has ended, that somebody has it,
 * and only then that it has changed since it was looked at.
 * @throws {ProblemError} `callback-closed`, `callback-claimed`, `callback-unclaimed`, `clinician-needed`, `callback-changed`, `forbidden`
 */
export function judgeAction(caller: Professional, row: CallbackRow, action: CallbackAction): void {
  const need = wanted[action.kind];
  const { status, owner, revision } = row;
  if (need !== 'ended' && status === 'closed') throw new ProblemError('callback-closed', { revision });
  if (need === 'ended' && status !== 'closed') throw new ProblemError('callback-changed', { revision });
  if (need === 'ended' && owner !== caller.actor && !hasRole(caller, ['dispatcher']))
    throw new ProblemError('forbidden');
  const isOthers = status === 'claimed' && owner !== caller.actor;
  const takesOver = action.kind === 'claim' && action.from !== undefined && action.from === owner;
  if (isOthers && !takesOver) throw new ProblemError('callback-claimed', { owner: owner ?? '', revision });
  if (need === 'own' && status === 'waiting') throw new ProblemError('callback-unclaimed', { revision });
  const isChanged = need === 'attempted' && (status !== 'waiting' || row.attempts === 0);
  if (isChanged || revision !== action.revision) throw new ProblemError('callback-changed', { revision });
  if (taking.has(action.kind) && row.clinician_only === 1 && !isClinician(caller))
    throw new ProblemError('clinician-needed');
}

/** Actions after which the call is theirs who took them. */
const taking: ReadonlySet<CallbackAction['kind']> = new Set(['claim', 'retract', 'reopen']);

/** Whether somebody may take the calls that clinicians must make. */
export function isClinician(caller: Professional): boolean {
  return hasRole(caller, callingClinicians);
}

function hasRole({ grants }: Professional, roles: readonly string[]): boolean {
  return grants.some(({ role }) => roles.includes(role));
}
