import type { Kysely } from 'kysely';

/** Whoever asks for the latest rows of one type reads those alone, not the whole log. */
export async function indexEventTypes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('event_type').on('event').columns(['structure_id', 'type', 'sequence']).execute();
}
