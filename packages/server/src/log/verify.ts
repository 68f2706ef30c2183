import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { StructureRow } from '../db/store.ts';
import { FIRST_HASH, hashEvent } from './event.ts';
import type { EventRow } from './event.ts';

const PAGE = 1000;

/** The first place where a structure's chain does not hold. `sequence` is the number the faulty row has or should have had. */
export interface BrokenChain {
  readonly structureId: string;
  readonly sequence: number;
  readonly reason: 'row-missing' | 'row-changed' | 'head-differs';
}

export interface LogVerification {
  readonly ok: boolean;
  readonly structures: readonly { readonly structureId: string; readonly events: number }[];
  readonly broken: readonly BrokenChain[];
}

/**
 * Walks the hash chain of one structure, or of all. A row that was changed, removed or put in breaks the chain at that row; rows cut off
 * the end are seen because the head remembers the last one.
 */
export async function verifyLog(db: Kysely<Database>, structureId?: string): Promise<LogVerification> {
  const heads = await db
    .selectFrom('structure')
    .selectAll()
    .$if(structureId !== undefined, (query) => query.where('structure_id', '=', structureId ?? ''))
    .orderBy('structure_id')
    .execute();
  const broken: BrokenChain[] = [];
  for (const head of heads) {
    const fault = await verifyChain(db, head);
    if (fault) broken.push(fault);
  }
  return {
    ok: broken.length === 0,
    structures: heads.map((head) => ({ structureId: head.structure_id, events: head.sequence })),
    broken,
  };
}

async function verifyChain(db: Kysely<Database>, head: StructureRow): Promise<BrokenChain | undefined> {
  let hash = FIRST_HASH;
  let sequence = 0;
  const broken = (reason: BrokenChain['reason']) => ({
    structureId: head.structure_id,
    sequence: sequence + 1,
    reason,
  });
  for (;;) {
    const rows = await readPage(db, head, sequence);
    for (const row of rows) {
      if (row.sequence !== sequence + 1) return broken('row-missing');
      if (hashEvent(hash, row) !== row.hash) return broken('row-changed');
      ({ hash, sequence } = row);
    }
    if (rows.length < PAGE) break;
  }
  if (sequence < head.sequence) return broken('row-missing');
  return hash === head.hash ? undefined : { ...broken('head-differs'), sequence };
}

/** Rows up to the head only: those appended while we walk are of another verification. */
async function readPage(db: Kysely<Database>, head: StructureRow, after: number): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('structure_id', '=', head.structure_id)
    .where('sequence', '>', after)
    .where('sequence', '<=', head.sequence)
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
}
