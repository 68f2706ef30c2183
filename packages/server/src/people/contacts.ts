import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/** Who somebody is here, and where mail reaches them. */
export interface Contact {
  readonly id: string;
  readonly email: string | null;
}

/** Professionals of the structure by RPPS; nobody who may do nothing there any more. */
export async function contactsOf(db: Kysely<Database>, structureId: string): Promise<ReadonlyMap<string, Contact>> {
  const rows = await db
    .selectFrom('professional')
    .select(['id', 'rpps', 'email'])
    .where('structure_id', '=', structureId)
    .where('ended_at', 'is', null)
    .where('rpps', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, rpps, email }) => [rpps ?? '', { id, email }]));
}
