import { toInstant } from '@relais/model';
import type { RunAccess, RunAccesses } from '@relais/model';
import type { Kysely } from 'kysely';
import { invalid } from '../core/http/parse.ts';
import { readEvent } from '../core/log/event.ts';
import type { EventRow } from '../core/log/event.ts';
import type { Database } from '../tables.ts';

/** Lines in one part of the list. */
const PAGE = 100;

/** What the log calls a look. */
const LOOKS = ['run.read', 'run.photograph-read', 'run.read-refused', 'letter.read'] as const;

/** Who has looked at runs and who was refused, as the log has it; the latest first. @throws {ProblemError} `invalid-request` */
export async function listRunAccesses(
  db: Kysely<Database>,
  structureId: string,
  before: string | undefined,
): Promise<RunAccesses> {
  if (before !== undefined && !/^[1-9]\d{0,14}$/.test(before))
    throw invalid({ path: 'before', message: 'is no place in this list', accepted: 'the `next` of the part before' });
  // One type at a time: the latest of each are the first of an index, where those of all together would be sorted.
  const latest = (type: (typeof LOOKS)[number]) =>
    db
      .selectFrom('event')
      .selectAll()
      .where('structure_id', '=', structureId)
      .where('type', '=', type)
      .$if(before !== undefined, (query) => query.where('sequence', '<', Number(before)))
      .orderBy('sequence', 'desc')
      .limit(PAGE + 1)
      .execute();
  const rows = (await Promise.all(LOOKS.map(latest)))
    .flat()
    .sort((one, other) => other.sequence - one.sequence)
    .slice(0, PAGE + 1);
  const accesses = rows.slice(0, PAGE).map((row): RunAccess => {
    return { sequence: row.sequence, at: toInstant(row.at), run: row.subject, actor: row.actor, as: asOf(row) };
  });
  const last = rows.length > PAGE ? accesses.at(-1) : undefined;
  return { accesses, ...(last && { next: String(last.sequence) }) };
}

function asOf(row: EventRow): RunAccess['as'] {
  const read = readEvent(row);
  if (read?.type === 'run.read') return read.data.as;
  if (read?.type === 'run.photograph-read') return 'photograph';
  return read?.type === 'letter.read' ? 'letters' : 'refused';
}
