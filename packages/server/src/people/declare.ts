import type { Professional, RoleGrant } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Writing } from '../core/write/write.ts';
import { listProfessionals, replaceProfessionals } from './professionals.ts';

/** Somebody who is known by their number. */
export type NumberedProfessional = Professional & { readonly rpps: string };

/**
 * Adds people to the professionals of a structure, and roles to those who are there; what is known of somebody and not said anew stays. By RPPS.
 * Decides by the rules of the whole list, and gives what writes it and then the ids by RPPS.
 */
export async function addProfessionals(
  context: ServiceContext,
  writing: Writing,
  added: readonly NumberedProfessional[],
  actor: string,
): Promise<() => Promise<ReadonlyMap<string, string>>> {
  const known = await listProfessionals(writing.trx, writing.structureId);
  const byRpps = new Map(known.flatMap((one) => (one.rpps === undefined ? [] : [[one.rpps, one]])));
  for (const one of added) byRpps.set(one.rpps, merge(byRpps.get(one.rpps), one));
  const professionals = [...known.filter(({ rpps }) => rpps === undefined), ...byRpps.values()];
  const list = { formatVersion: 'relais-professionals/1' as const, professionals };
  const replace = await replaceProfessionals(context, list, actor)(writing);
  return async () => {
    await replace();
    return findIds(
      writing,
      added.map(({ rpps }) => rpps),
    );
  };
}

/** The ids of professionals by RPPS, those who may do nothing any more left out. */
async function findIds({ trx, structureId }: Writing, rpps: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (rpps.length === 0) return new Map();
  const rows = await trx
    .selectFrom('professional')
    .select(['id', 'rpps'])
    .where('structure_id', '=', structureId)
    .where('rpps', 'in', rpps)
    .execute();
  return new Map(rows.flatMap(({ id, rpps: number }) => (number === null ? [] : [[number, id]])));
}

function merge(known: Professional | undefined, said: NumberedProfessional): Professional {
  if (!known) return said;
  const isSame = (one: RoleGrant, other: RoleGrant) =>
    one.role === other.role && one.practiceId === other.practiceId && one.siteId === other.siteId;
  const roles = said.roles.filter((role) => !known.roles.some((one) => isSame(one, role)));
  return { ...known, ...said, roles: [...known.roles, ...roles] };
}
