import { listDays, plannedSlotAt, prepareSearch } from '../scheduling/index.ts';
import type { CompiledTerritory, ListedSlot } from '../scheduling/index.ts';

/** A confirmed booking, as far as a planning looks at it. Instants in milliseconds. */
export interface SeatedBooking {
  readonly id: string;
  readonly practiceId: string;
  readonly siteId: string;
  readonly startMs: number;
  /** Of those for whom there are not enough seats, whoever booked first stays. */
  readonly bookedAt: number;
  /** Booked knowingly above the capacity: it has no seat to lose, and takes nobody's. */
  readonly overbooked?: boolean | undefined;
}

/**
 * Why a planning has no seat any more for a booking. `closed`: nobody is there at that time. `fewer-seats`: others booked before, and there are
 * not as many seats. `other-site`: its practice is there, elsewhere.
 */
export type UnseatedCause = 'closed' | 'fewer-seats' | 'other-site';

export interface UnseatedBooking<Booking extends SeatedBooking = SeatedBooking> {
  readonly booking: Booking;
  readonly cause: UnseatedCause;
}

/** The bookings that a territory has no seat for, by start, then as they were made. */
export function findUnseated<Booking extends SeatedBooking>(
  compiled: CompiledTerritory,
  bookings: readonly Booking[],
): UnseatedBooking<Booking>[] {
  const sorted = [...bookings].sort(
    (one, other) => one.startMs - other.startMs || one.bookedAt - other.bookedAt || (one.id < other.id ? -1 : 1),
  );
  const seated = new Map<string, number>();
  const causeOf = ({ practiceId, siteId, startMs, overbooked }: SeatedBooking): UnseatedCause | undefined => {
    const slot = plannedSlotAt(compiled, practiceId, startMs);
    if (!slot) return 'closed';
    if (slot.siteId !== siteId) return 'other-site';
    if (overbooked) return undefined;
    const place = `${practiceId}|${String(startMs)}`;
    const taken = seated.get(place) ?? 0;
    if (taken >= slot.capacity) return 'fewer-seats';
    seated.set(place, taken + 1);
    return undefined;
  };
  return sorted.flatMap((booking) => {
    const cause = causeOf(booking);
    return cause === undefined ? [] : [{ booking, cause }];
  });
}

export interface SeatSearch {
  /** Instant of the question, in milliseconds. */
  readonly now: number;
  /** Seats taken at a start of a practice, those of the unseated bookings among them. */
  readonly taken: (practiceId: string, startMs: number) => number;
}

const dayMs = 86_400_000;
/** As far as one is asked to come on another day without having been asked. */
const furthestDays = 14;

/**
 * A seat for each of some bookings to be moved to, as near in time as can be and no seat twice: at the same site while one is free there within a
 * day, else anywhere. `undefined` where none is free within two weeks.
 */
export function suggestSeats(
  compiled: CompiledTerritory,
  bookings: readonly SeatedBooking[],
  { now, taken }: SeatSearch,
): (ListedSlot | undefined)[] {
  const starts = bookings.map(({ startMs }) => startMs);
  if (starts.length === 0) return [];
  const search = prepareSearch(compiled, { now, occupancy: taken });
  const reach = {
    from: Math.max(now, Math.min(...starts) - furthestDays * dayMs),
    to: Math.max(...starts) + furthestDays * dayMs,
  };
  const days = { from: dayOf(compiled, reach.from) - 1, to: dayOf(compiled, reach.to) };
  const slots = listDays(compiled, search, days, {
    accept: ({ startMs, remaining }) => remaining > 0 && startMs >= search.earliest && startMs < search.horizonEnd,
  });
  const left = slots.map(({ remaining }) => remaining);
  const everywhere = new Nearest(
    slots.map((_, index) => index),
    slots,
    left,
  );
  const bySite = new Map<string, Nearest>();
  const atSite = (siteId: string): Nearest => {
    const known = bySite.get(siteId);
    if (known) return known;
    const places = slots.flatMap((slot, index) => (slot.siteId === siteId ? [index] : []));
    const made = new Nearest(places, slots, left);
    bySite.set(siteId, made);
    return made;
  };
  return bookings.map(({ siteId, startMs }) => {
    const place = atSite(siteId).find(startMs, dayMs) ?? everywhere.find(startMs, furthestDays * dayMs);
    if (place === undefined) return undefined;
    left[place] = (left[place] ?? 0) - 1;
    return slots[place];
  });
}

function dayOf(compiled: CompiledTerritory, instant: number): number {
  return compiled.zone.wallTimeOf(instant).day;
}

/** Finds the nearest start that still has a seat. Starts without one are jumped over, once they have been found empty. */
class Nearest {
  readonly #places: readonly number[];
  readonly #slots: readonly ListedSlot[];
  readonly #left: readonly number[];
  /** The next place from here on that may have a seat, and the last one up to here; both one further than the list is long. */
  readonly #after: number[];
  readonly #before: number[];

  /** @param places those of the slots it looks at, in order */
  constructor(places: readonly number[], slots: readonly ListedSlot[], left: readonly number[]) {
    this.#places = places;
    this.#slots = slots;
    this.#left = left;
    this.#after = Array.from({ length: places.length + 1 }, (_, index) => index);
    this.#before = Array.from({ length: places.length + 1 }, (_, index) => index);
  }

  /** Place of the slot in the list of all. */
  find(startMs: number, within: number): number | undefined {
    const middle = this.#firstFrom(startMs);
    const after = this.#places[this.#free(this.#after, middle, 1)];
    const before = this.#places[this.#free(this.#before, middle, -1) - 1];
    const distance = (place: number | undefined) =>
      place === undefined ? Infinity : Math.abs((this.#slots[place]?.startMs ?? Infinity) - startMs);
    const nearest = distance(after) <= distance(before) ? after : before;
    return distance(nearest) <= within ? nearest : undefined;
  }

  #firstFrom(startMs: number): number {
    let [low, high] = [0, this.#places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#slots[this.#places[middle] ?? -1]?.startMs ?? Infinity) < startMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Of `after`, an index of `places`; of `before`, one more than it, 0 standing for none. */
  #free(jumps: number[], from: number, step: 1 | -1): number {
    let index = from;
    for (;;) {
      const jump = jumps[index] ?? index;
      if (jump !== index) {
        index = jump;
        continue;
      }
      const place = this.#places[step === 1 ? index : index - 1];
      if (place === undefined || (this.#left[place] ?? 0) > 0) break;
      jumps[index] = index + step;
      index += step;
    }
    // What lies between has no seat: next time it is jumped in one.
    for (let passed = from; passed !== index;) {
      const next = jumps[passed] ?? index;
      jumps[passed] = index;
      passed = next;
    }
    return index;
  }
}
