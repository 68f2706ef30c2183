import { sql } from 'kysely';
import type { Writing } from './write.ts';

/** The seats that memory counts and those the database counts differ: a fault of ours, never of the caller. */
export class SeatCountError extends Error {
  override readonly name = 'SeatCountError';
}

/**
 * Takes one seat by a guarded update. The decision before it has seen the seat free under the structure's lock, so that a refusal here means a
 * fault, and the whole write is undone.
 */
export async function takeSeat(writing: Writing, practiceId: string, startMs: number, capacity: number): Promise<void> {
  const result = await writing.trx
    .insertInto('seat')
    .values({ structure_id: writing.structureId, practice_id: practiceId, start_at: startMs, used: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['structure_id', 'practice_id', 'start_at'])
        .doUpdateSet({ used: sql<number>`seat.used + 1` })
        .where('seat.used', '<', capacity),
    )
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) throw new SeatCountError('A seat counted as free was not');
}

/** Gives one seat back. */
export async function freeSeat(writing: Writing, practiceId: string, startMs: number): Promise<void> {
  const result = await writing.trx
    .updateTable('seat')
    .set({ used: sql<number>`used - 1` })
    .where('structure_id', '=', writing.structureId)
    .where('practice_id', '=', practiceId)
    .where('start_at', '=', startMs)
    .where('used', '>', 0)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new SeatCountError('A seat given back was not counted');
}
