import { operations } from '@relais/model';
import { professionalIdOf } from '../core/actors.ts';
import { actorOf, isAllowed } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';

/** Whether they answer for the planning of the whole structure. */
export function isPlanner(principal: Principal): boolean {
  return isAllowed(operations.readPlanning.access, principal);
}

/** Whether they receive patients. */
export function isVolunteer(principal: Principal): boolean {
  return isAllowed(operations.readOwnPlanning.access, principal);
}

/** Who may read of volunteers: planners of everybody, volunteers of themselves. @throws {ProblemError} `forbidden`, to planners of one practice alone */
export function requireReader(principal: Principal): void {
  if (!isPlanner(principal) && !isVolunteer(principal)) throw new ProblemError('forbidden');
}

/** The id of who is signed in, in the structure. */
export function ownIdOf(principal: Principal): string {
  return professionalIdOf(actorOf(principal)) ?? '';
}
