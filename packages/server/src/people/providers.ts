import type { RoleGrant } from '@relais/model';
import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** A professional as one who receives patients. */
export interface Provider {
  readonly rpps: string | null;
  /** Where the role is held; everywhere where no place is named. */
  readonly places: readonly Pick<RoleGrant, 'practiceId' | 'siteId'>[];
}

/** Nobody who no longer may. */
export async function findProvider(
  db: Kysely<Database>,
  structureId: string,
  id: string,
): Promise<Provider | undefined> {
  return (await listProviders(db, structureId)).get(id);
}

/** Everybody who receives patients, by their id in the structure. */
export async function listProviders(db: Kysely<Database>, structureId: string): Promise<ReadonlyMap<string, Provider>> {
  const rows = await db
    .selectFrom('professional')
    .innerJoin('role_grant', (join) =>
      join
        .onRef('role_grant.structure_id', '=', 'professional.structure_id')
        .onRef('role_grant.professional_id', '=', 'professional.id'),
    )
    .select(['professional.id', 'professional.rpps', 'practice_id', 'site_id'])
    .where('professional.structure_id', '=', structureId)
    .where('ended_at', 'is', null)
    .where('role', '=', 'slotProvider')
    .execute();
  const grants = [...Map.groupBy(rows, ({ id }) => id)];
  return new Map(
    grants.map(([id, own]) => {
      const places = own.map(({ practice_id, site_id }) => ({
        ...(practice_id !== '' && { practiceId: practice_id }),
        ...(site_id !== '' && { siteId: site_id }),
      }));
      return [id, { rpps: own[0]!.rpps, places }];
    }),
  );
}
