import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';
import { loadDelegators } from '../team/index.ts';
import { partIn } from './policy.ts';
import type { Carer } from './policy.ts';

const NOBODY: ReadonlySet<string> = new Set();

/**
 * The run that each of some rows of the log is about, where whoever asks may open it. Nothing is recorded: that a run is looked at is known once it is
 * opened.
 *
 * @param day - today, on which it counts who is a délégant
 * @returns ids of runs by sequence of the row
 */
export async function runsBehind(
  db: Kysely<Database>,
  { structureId, day, carer }: { readonly structureId: string; readonly day: string; readonly carer: Carer },
  sequences: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (sequences.length === 0) return new Map();
  const rows = await db
    .selectFrom('event')
    .innerJoin('run', (join) =>
      join.onRef('run.structure_id', '=', 'event.structure_id').onRef('run.id', '=', 'event.subject'),
    )
    .select(['event.sequence', 'run.id', 'run.protocol_id', 'run.delegate_id', 'run.delegator_id', 'run.withdrawn_at'])
    .where('event.structure_id', '=', structureId)
    .where('event.sequence', 'in', sequences)
    .execute();
  const delegators = await loadDelegators(db, structureId, day);
  const isTheirs = (run: (typeof rows)[number]) =>
    partIn(run, carer, delegators.get(run.protocol_id) ?? NOBODY) !== undefined;
  return new Map(rows.filter(isTheirs).map(({ sequence, id }) => [sequence, id]));
}
