import { ledgerMembers, ledgerOverseers } from '@relais/model';
import type { CompiledTerritory } from '@relais/engine';
import type { Kysely } from 'kysely';
import { professionalIdOf } from '../core/actors.ts';
import { holdsAt, isAllowed } from '../core/http/access.ts';
import type { Principal, Professional } from '../core/http/access.ts';
import { ProblemError } from '../core/problem.ts';
import { findProvider } from '../people/index.ts';
import type { Database } from '../tables.ts';

/** Whose accounts somebody may look behind. Everybody who has a part in the sharing reads all accounts themselves. */
export interface Reach {
  readsPractice(practiceId: string): boolean;
  readsVolunteer(volunteerId: string): boolean;
}

/** Members check the accounts of the practices they belong to, and their own as volunteers; overseers any. Who belongs to none reads the table. */
export async function reachOf(
  db: Kysely<Database>,
  structureId: string,
  territory: CompiledTerritory | undefined,
  principal: Principal,
): Promise<Reach> {
  const caller = requireMember(principal);
  const isOverseer = isAllowed({ roles: ledgerOverseers }, caller);
  const placed = caller.grants.filter(({ practiceId, siteId }) => practiceId !== undefined || siteId !== undefined);
  const own = new Set(await volunteersBehind(db, structureId, territory, caller));
  return {
    readsPractice: (practiceId) => {
      const practice = territory?.practices.get(practiceId);
      if (!practice) return false;
      return (
        isOverseer || holdsAt({ ...caller, grants: placed }, ledgerMembers, { practiceId, siteId: practice.siteId })
      );
    },
    readsVolunteer: (volunteerId) => isOverseer || own.has(volunteerId),
  };
}

/** A route lets nobody else in. @throws {ProblemError} `forbidden` */
function requireMember(principal: Principal): Professional {
  if (principal.kind === 'professional') return principal;
  throw new ProblemError('forbidden');
}

/** Who somebody is among the volunteers of the territory file, by their RPPS. */
async function volunteersBehind(
  db: Kysely<Database>,
  structureId: string,
  territory: CompiledTerritory | undefined,
  { actor }: Professional,
): Promise<string[]> {
  const id = professionalIdOf(actor);
  const provider = id === undefined ? undefined : await findProvider(db, structureId, id);
  const rpps = provider?.rpps ?? undefined;
  if (rpps === undefined) return [];
  return (territory?.territory.volunteers ?? []).filter((one) => one.rpps === rpps).map((one) => one.id);
}
