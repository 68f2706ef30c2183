import type { SeatTaken } from '@relais/model';
import { toSeatData } from '../scheduling/index.ts';
import type { HoldRow } from './hold-book.ts';

/** That a seat was taken above the capacity of its session, as it is sent and logged; nothing of others. */
export function markOf({ overbooked }: Pick<HoldRow, 'overbooked'>): { overbooked?: true } {
  return overbooked === 1 ? { overbooked: true } : {};
}

/** A seat as the log names it. */
export function seatDataOf(hold: Pick<HoldRow, 'id' | 'practice_id' | 'start_at' | 'overbooked'>): SeatTaken {
  return {
    ...toSeatData({ practiceId: hold.practice_id, startMs: hold.start_at, entryId: hold.id }),
    ...markOf(hold),
  };
}
