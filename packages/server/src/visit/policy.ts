import { acceptsAction, isOfFrontDesk } from '@relais/engine/visit';
import { toInstant, visitClinicians, visitReaders } from '@relais/model';
import type { VisitAction } from '@relais/model';
import { holdsAt } from '../core/http/access.ts';
import type { Principal, Professional } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import { stateOf } from './step.ts';
import type { VisitRow } from './tables.ts';

type Place = Pick<VisitRow, 'practice_id' | 'site_id'>;

/** Who works with visits: a route lets nobody else in. @throws {ProblemError} `forbidden` */
export function requireMember(principal: Principal): Professional {
  if (principal.kind === 'professional') return principal;
  throw new ProblemError('forbidden');
}

/** Whether a visit is within the reach of somebody who may hold a role in one practice alone. */
export function reaches(caller: Professional, { practice_id, site_id }: Place): boolean {
  return holdsAt(caller, visitReaders, { practiceId: practice_id, siteId: site_id });
}

/** Whether somebody treats patients there, and reads what came with them. */
export function treats(caller: Professional, { practice_id, site_id }: Place): boolean {
  return holdsAt(caller, visitClinicians, { practiceId: practice_id, siteId: site_id });
}

/** Whether somebody has seen the patient, and may write to the treating doctor of it. */
export function writesOf(caller: Professional, row: VisitRow): boolean {
  return treats(caller, row) && row.doctor === caller.actor;
}

/**
 * Decides whether somebody may do this to a visit as it stands.
 * @throws {ProblemError} `forbidden`, `visit-changed`, `visit-not-begun`
 */
export function judgeAction(caller: Professional, row: VisitRow, action: VisitAction, now: number): void {
  const state = stateOf(row);
  if (!reaches(caller, row)) throw new ProblemError('forbidden');
  if (!treats(caller, row) && !isOfFrontDesk(state, action.kind)) throw new ProblemError('forbidden');
  const { revision, start_at: start } = row;
  if (!acceptsAction(state, action.kind) || revision !== action.revision)
    throw new ProblemError('visit-changed', { revision, state });
  // Nobody is missing before the time they were given. The seat is past by then, and can be booked by nobody else.
  if (action.kind === 'noShow' && start !== null && now < start)
    throw new ProblemError('visit-not-begun', { start: toInstant(start) });
}
