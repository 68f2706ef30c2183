import type { TakenSeats } from '@relais/engine';
import { readSeatChange } from './seat-events.ts';
import type { SeatEvent } from './seat-events.ts';

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

  /** Seats of a slot that are taken at `now`: bookings, and holds while `expiresAt > now`. `except` are entries that no longer count. */
  count(practiceId: string, startMs: number, now: number, except?: ReadonlySet<string>): number {
    const entries = this.#seats.get(practiceId)?.get(startMs);
    if (!entries) return 0;
    let taken = 0;
    for (const [entryId, expiresAt] of entries) if (expiresAt > now && !except?.has(entryId)) taken += 1;
    return taken;
  }

  /** The same as the engine asks it. */
  taken(now: number): TakenSeats {
    return (practiceId, startMs) => this.count(practiceId, startMs, now);
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

  apply(event: SeatEvent): void {
    const { freed, taken } = readSeatChange(event);
    if (freed) this.remove(freed.practiceId, freed.startMs, freed.entryId);
    if (taken) this.put(taken.practiceId, taken.startMs, taken.entryId, taken.expiresAt);
  }
}

/** Occupied seats with changes on top that are not committed yet, and that a failed commit throws away. */
export class DraftSeats {
  readonly #base: OccupiedSeats;
  readonly #added = new OccupiedSeats();
  readonly #removed = new Set<string>();

  constructor(base: OccupiedSeats) {
    this.#base = base;
  }

  taken(now: number): TakenSeats {
    return (practiceId, startMs) =>
      this.#base.count(practiceId, startMs, now, this.#removed) + this.#added.count(practiceId, startMs, now);
  }

  hasExpiredHold(now: number): boolean {
    return this.#base.hasExpiredHold(now) || this.#added.hasExpiredHold(now);
  }

  apply(event: SeatEvent): void {
    const { freed, taken } = readSeatChange(event);
    if (freed) this.#removed.add(freed.entryId);
    if (taken) this.#removed.add(taken.entryId);
    this.#added.apply(event);
  }
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = create();
  map.set(key, made);
  return made;
}
