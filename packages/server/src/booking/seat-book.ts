import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { chunksOf } from '../core/db/chunks.ts';
import type { Database } from '../tables.ts';
import type { Book } from '../core/write/write.ts';

/** The seats that memory counts and those the database counts differ: a fault of ours, never of the caller. */
export class SeatCountError extends Error {
  override readonly name = 'SeatCountError';
}

interface SeatChange {
  readonly practiceId: string;
  readonly startMs: number;
  /** Seats taken, less those given back. */
  difference: number;
  /** As many as may be taken, when one was: the slot's capacity, or more where one was taken above it. */
  most: number;
}

/**
 * How many seats of each slot are taken, as the database counts them, while a group of writers is at work. The group's writers decide by the seats
 * in memory; what they took and gave back is added up here, written once, and compared: a slot with more seats taken than may be, or less than
 * none, means a fault, and the whole group is undone.
 */
export class SeatBook implements Book {
  readonly #db: Kysely<Database>;
  readonly #structureId: string;
  readonly #changes = new Map<string, SeatChange>();

  constructor(db: Kysely<Database>, structureId: string) {
    this.#db = db;
    this.#structureId = structureId;
  }

  take(practiceId: string, startMs: number, most: number): void {
    const change = this.#changeOf(practiceId, startMs);
    change.difference += 1;
    change.most = most;
  }

  free(practiceId: string, startMs: number): void {
    this.#changeOf(practiceId, startMs).difference -= 1;
  }

  /** @throws {SeatCountError} */
  async save(): Promise<void> {
    const changes = [...this.#changes.values()].filter(({ difference }) => difference !== 0);
    for (const chunk of chunksOf(changes)) await this.#write(chunk);
    this.#changes.clear();
  }

  async #write(changes: readonly SeatChange[]): Promise<void> {
    const rows = changes.map(({ practiceId, startMs, difference }) => ({
      structure_id: this.#structureId,
      practice_id: practiceId,
      start_at: startMs,
      used: difference,
    }));
    const written = await this.#db
      .insertInto('seat')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['structure_id', 'practice_id', 'start_at'])
          .doUpdateSet({ used: sql<number>`seat.used + excluded.used` }),
      )
      .returning(['practice_id', 'start_at', 'used'])
      .execute();
    for (const { practice_id: practiceId, start_at: startMs, used } of written) {
      if (used < 0) throw new SeatCountError('A seat given back was not counted');
      if (used > this.#changeOf(practiceId, startMs).most) {
        throw new SeatCountError('A seat counted as free was not');
      }
    }
  }

  #changeOf(practiceId: string, startMs: number): SeatChange {
    const key = `${practiceId}|${startMs}`;
    const known = this.#changes.get(key);
    if (known) return known;
    const change = { practiceId, startMs, difference: 0, most: Infinity };
    this.#changes.set(key, change);
    return change;
  }
}
