import { professionalActor } from '../core/actors.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** Names of those who work here, by the actor that rows of the log say. */
export async function namesOf(
  db: Kysely<Database>,
  structureId: string,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (actors.length === 0) return new Map();
  return toNames(await selectNames(db, structureId).where('ended_at', 'is', null).execute());
}

/** The same of those who have signed something, and may have left since. */
export async function signersOf(
  db: Kysely<Database>,
  structureId: string,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (actors.length === 0) return new Map();
  return toNames(await selectNames(db, structureId).execute());
}

function selectNames(db: Kysely<Database>, structureId: string) {
  return db
    .selectFrom('professional')
    .select(['id', 'given_name', 'family_name'])
    .where('structure_id', '=', structureId);
}

function toNames(rows: readonly { id: string; given_name: string; family_name: string }[]) {
  return new Map(rows.map((row) => [professionalActor(row.id), `${row.given_name} ${row.family_name}`]));
}
