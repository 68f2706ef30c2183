import type { TakenSeats } from '@relais/engine';
import { readSeatChange, seatChangeOf } from './seat-events.ts';
import type { SeatEntry } from './seat-events.ts';
import type { EventRow, NewEvent } from '../core/log/event.ts';
import type { Projection } from '../core/view.ts';
import type { Book } from '../core/write/write.ts';

/** Seats held or booked, by practice and start. Each has the id of the hold that took it, and the instant it is free again. */
export class OccupiedSeats {
  readonly #seats = new Map<string, Map<number, Map<string, number>>>();
  /** Holds not yet booked, with their expiry. */
  readonly #holds = new Map<string, number>();

  /** `expiresAt` is `Infinity` for a booking. */
  put(practiceId: string, startMs: number, entryId: string, expiresAt: number): void {
    const starts = getOrCreate(this.#seats, practiceId, () => new Map<number, Map<string, number>>());
    getOrCreate(starts, startMs, () => new Map<string, number>()).set(entryId, expiresAt);
    if (expiresAt === Infinity) this.#holds.delete(entryId);
    else this.#holds.set(entryId, expiresAt);
  }

  remove(practiceId: string, startMs: number, entryId: string): void {
    const starts = this.#seats.get(practiceId);
    const entries = starts?.get(startMs);
    entries?.delete(entryId);
    if (entries?.size === 0) starts?.delete(startMs);
    this.#holds.delete(entryId);
  }

  /** Seats of a slot that are taken at `now`: bookings, and holds while `expiresAt > now`. */
  taken(now: number): TakenSeats {
    return (practiceId, startMs) => {
      const entries = this.#seats.get(practiceId)?.get(startMs);
      if (!entries) return 0;
      let taken = 0;
      for (const expiresAt of entries.values()) if (expiresAt > now) taken += 1;
      return taken;
    };
  }

  /** How many entries each slot has, expired or not, by practice and start. */
  counts(): Map<string, Map<number, number>> {
    const counts = new Map<string, Map<number, number>>();
    for (const [practiceId, starts] of this.#seats) {
      counts.set(practiceId, new Map(Array.from(starts, ([startMs, entries]) => [startMs, entries.size])));
    }
    return counts;
  }

  has({ practiceId, startMs, entryId }: SeatEntry): boolean {
    return this.#seats.get(practiceId)?.get(startMs)?.has(entryId) ?? false;
  }

  hasExpiredHold(now: number): boolean {
    for (const expiresAt of this.#holds.values()) if (expiresAt <= now) return true;
    return false;
  }

  /** Forgets slots that began before an instant: nobody asks for them any more. */
  forgetBefore(startMs: number): void {
    for (const starts of this.#seats.values()) {
      for (const start of starts.keys()) if (start < startMs) starts.delete(start);
    }
  }

  apply(row: Pick<EventRow, 'type' | 'data'>): void {
    const { freed, taken } = readSeatChange(row);
    if (freed) this.remove(freed.practiceId, freed.startMs, freed.entryId);
    if (taken) this.put(taken.practiceId, taken.startMs, taken.entryId, taken.expiresAt);
  }
}

/** The seats of each structure that are held or booked. */
export const occupiedSeats: Projection<OccupiedSeats> = {
  async load(db, structureId, since) {
    const seats = new OccupiedSeats();
    const holds = await db
      .selectFrom('hold')
      .select(['id', 'practice_id', 'start_at', 'expires_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const bookings = await db
      .selectFrom('booking')
      .select(['entry_id', 'practice_id', 'start_at'])
      .where('structure_id', '=', structureId)
      .where('start_at', '>', since)
      .where('status', '=', 'confirmed')
      .execute();
    for (const hold of holds) seats.put(hold.practice_id, hold.start_at, hold.id, hold.expires_at);
    for (const booking of bookings) seats.put(booking.practice_id, booking.start_at, booking.entry_id, Infinity);
    return seats;
  },
  apply: (seats, row) => seats.apply(row),
  forget: (seats, since) => seats.forgetBefore(since),
};

/**
 * Occupied seats with changes on top that are not committed yet, and that a failed commit throws away. Expired holds are erased before they are
 * counted, so that an entry counts while it is there.
 */
export class DraftSeats implements Book {
  readonly #base: OccupiedSeats;
  /** Entries that the changes are about, and whether they are there now. */
  readonly #entries = new Map<string, boolean>();
  /** Entries by practice and start; counted when first asked for. */
  #counts: Map<string, Map<number, number>> | undefined;
  /** Of holds that the changes have added. */
  readonly #expiries = new Map<string, number>();

  constructor(base: OccupiedSeats) {
    this.#base = base;
  }

  taken(): TakenSeats {
    const counts = (this.#counts ??= this.#base.counts());
    return (practiceId, startMs) => counts.get(practiceId)?.get(startMs) ?? 0;
  }

  hasExpiredHold(now: number): boolean {
    if (this.#base.hasExpiredHold(now)) return true;
    for (const expiresAt of this.#expiries.values()) if (expiresAt <= now) return true;
    return false;
  }

  note(event: NewEvent): void {
    const { freed, taken } = seatChangeOf(event);
    if (freed) {
      this.#expiries.delete(freed.entryId);
      this.#put(freed, false);
    }
    if (taken) {
      this.#expiries.set(taken.entryId, taken.expiresAt);
      this.#put(taken, true);
    }
  }

  /** There is nothing to write: the events say it all. */
  save(): Promise<void> {
    return Promise.resolve();
  }

  #put(entry: SeatEntry, isThere: boolean): void {
    const wasThere = this.#entries.get(entry.entryId) ?? this.#base.has(entry);
    this.#entries.set(entry.entryId, isThere);
    if (wasThere === isThere) return;
    const { practiceId, startMs } = entry;
    const counts = (this.#counts ??= this.#base.counts());
    const starts = getOrCreate(counts, practiceId, () => new Map<number, number>());
    starts.set(startMs, (starts.get(startMs) ?? 0) + (isThere ? 1 : -1));
  }
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = create();
  map.set(key, made);
  return made;
}
