import type { ActionDeclared } from '@relais/model';
import type { Kysely } from 'kysely';
import { readEvent } from '../core/log/event.ts';
import type { Database } from '../tables.ts';

/** The declared actions of some days that count, by their ids, as the log has them up to one of its rows. */
export async function standingActions(
  db: Kysely<Database>,
  structureId: string,
  { from, to, sequence }: { readonly from: string; readonly to: string; readonly sequence: number },
): Promise<Map<string, ActionDeclared>> {
  const rows = await db
    .selectFrom('event')
    .select(['type', 'subject', 'data'])
    .where('structure_id', '=', structureId)
    .where('type', 'in', ['action.declared', 'action.withdrawn'])
    .where('sequence', '<=', sequence)
    .orderBy('sequence')
    .execute();
  const standing = new Map<string, ActionDeclared>();
  for (const row of rows) {
    const event = readEvent(row);
    if (event?.type === 'action.withdrawn') standing.delete(row.subject);
    if (event?.type !== 'action.declared') continue;
    const { corrects, on } = event.data;
    if (corrects !== undefined) standing.delete(corrects);
    if (from <= on && on <= to) standing.set(row.subject, event.data);
  }
  return standing;
}
