import type { Instant } from '@relais/model';

/** Seats taken, in the shape a query names them. */
export interface Occupancy {
  readonly bookings?: readonly OccupiedBooking[] | undefined;
  readonly holds?: readonly OccupiedHold[] | undefined;
}

export interface OccupiedBooking {
  readonly practiceId: string;
  readonly start: Instant;
  /** Seats of the booking, 1 when absent. */
  readonly count?: number | undefined;
  /** A cancelled or missed booking frees its seat. */
  readonly status?: 'confirmed' | 'cancelled' | 'no-show' | undefined;
}

export interface OccupiedHold {
  readonly practiceId: string;
  readonly start: Instant;
  readonly expiresAt: Instant;
}

/** Seats taken at one start of one practice: confirmed bookings and live holds. What a backend hands in instead of an `Occupancy`. */
export type TakenSeats = (practiceId: string, startMs: number) => number;

/** Counts an occupancy at `now`. A hold is live while `expiresAt > now`; without a clock none can be said to be. */
export function countTaken(occupancy: Occupancy, now?: number): TakenSeats {
  const taken = new Map<string, Map<number, number>>();
  for (const { practiceId, start, count = 1, status } of occupancy.bookings ?? []) {
    if (status !== 'cancelled' && status !== 'no-show') add(taken, practiceId, Date.parse(start), count);
  }
  for (const { practiceId, start, expiresAt } of occupancy.holds ?? []) {
    if (now !== undefined && Date.parse(expiresAt) > now) add(taken, practiceId, Date.parse(start), 1);
  }
  return (practiceId, startMs) => taken.get(practiceId)?.get(startMs) ?? 0;
}

function add(taken: Map<string, Map<number, number>>, practiceId: string, start: number, count: number): void {
  let starts = taken.get(practiceId);
  if (!starts) {
    starts = new Map();
    taken.set(practiceId, starts);
  }
  starts.set(start, (starts.get(start) ?? 0) + count);
}
