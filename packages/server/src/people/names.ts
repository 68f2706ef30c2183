import type { Kysely } from 'kysely';
import { professionalActor } from '../core/actors.ts';
import type { Database } from '../tables.ts';

/** Names of those who work here, by the actor that rows of the log say. */
export async function namesOf(
  db: Kysely<Database>,
  structureId: string,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (actors.length === 0) return new Map();
  const professionals = await db
    .selectFrom('professional')
    .select(['id', 'given_name', 'family_name'])
    .where('structure_id', '=', structureId)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(professionals.map((row) => [professionalActor(row.id), `${row.given_name} ${row.family_name}`]));
}
