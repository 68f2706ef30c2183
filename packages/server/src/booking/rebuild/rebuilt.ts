import type { LedgerCorrection, LedgerOptions, Weights } from '@relais/engine';
import { fromInstant } from '@relais/model';
import type { HoldCreated, SeatTaken } from '@relais/model';
import { sharesAlike } from '../../allocation/index.ts';
import { canonicalJson } from '../../core/log/canonical.ts';
import { writeInstant } from '../../core/log/differences.ts';
import type { Columns } from '../../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../../core/log/event.ts';

/** A seat that is held or booked, and what it counts in the ledger. What its row of the log does not say is `undefined`. */
export interface RebuiltEntry {
  readonly practiceId: string;
  readonly startMs: number;
  readonly place: Place;
  /** Taken above the capacity of its session. */
  readonly overbooked: boolean;
  readonly at: number | undefined;
  readonly weights: KnownWeights | undefined;
  /** While it is held; `undefined` once booked. */
  expiresAt: number | undefined;
}

/** Rows written before these members were do not have them. */
export interface Place {
  readonly siteId: string | undefined;
  readonly serviceDate: string | undefined;
  readonly endMs: number | undefined;
}

export interface KnownWeights {
  readonly shares: Weights;
  /** The same as canonical JSON. */
  readonly text: string;
}

export interface RebuiltBooking {
  status: 'confirmed' | 'cancelled';
  entryId: string;
  practiceId: string;
  startMs: number;
  place: Place;
  overbooked: boolean;
  revision: number;
  readonly createdAt: number;
  updatedAt: number;
}

/** How the ledger was last written. */
export interface LedgerTrace {
  /** `undefined` when the version of the territory that gave them cannot be read any more. */
  readonly options: LedgerOptions | undefined;
  /** The latest instant it has seen, also of a seat given back since: the period of that instant has begun. */
  readonly latestAt: number | null;
}

/** A row that does not follow from those before it: what they lead to (`null` for nothing), and what it says. */
export interface RowFault {
  readonly sequence: number;
  readonly before: Columns | null;
  readonly says: Columns;
}

/** A seat as a row of the log names it. */
interface Seat {
  readonly hold: string;
  readonly practiceId: string;
  readonly startMs: number;
  readonly overbooked: boolean;
}

/**
 * One structure as its log makes it, row after row: what is held and booked, and what the ledger counts. It looks at no
 * table, so that the tables can be compared with it.
 */
export class RebuiltStructure {
  readonly bookings = new Map<string, RebuiltBooking>();
  /** By the id of the hold that took the seat, which is also that of the ledger's entry. */
  readonly entries = new Map<string, RebuiltEntry>();
  /** What was corrected by hand, in the order of the log. */
  readonly corrections: LedgerCorrection[] = [];
  /** Absent until a seat has been held or an account corrected. */
  ledger: LedgerTrace | undefined;
  /** Of the territory in force; 0 while there is none. */
  #territoryVersion = 0;
  readonly #optionsOf: (territoryVersion: number) => LedgerOptions | undefined;
  readonly #onFault: (fault: RowFault) => void;
  /** One copy of what many rows say: a year of bookings names a dozen practices. */
  readonly #names = new Map<string, string>();
  readonly #weights = new Map<string, KnownWeights>();

  /** @param optionsOf how a version of the territory shares; `undefined` when it cannot be read */
  constructor(optionsOf: (territoryVersion: number) => LedgerOptions | undefined, onFault: (fault: RowFault) => void) {
    this.#optionsOf = optionsOf;
    this.#onFault = onFault;
  }

  apply(row: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'hold.created':
        return this.#hold(row, data);
      case 'hold.released':
      case 'hold.expired':
        return this.#giveBack(row, this.#readSeat(data));
      case 'booking.confirmed':
        return this.#confirm(row, this.#readSeat(data));
      case 'booking.moved':
        return this.#move(row, this.#readSeat(data.from), this.#readSeat(data.to));
      case 'booking.cancelled':
        return this.#cancel(row, this.#readSeat(data));
      case 'booking.restored':
        return this.#restore(row, this.#readSeat(data));
      case 'ledger.corrected':
        this.#writeLedger(row.at);
        this.corrections.push({ at: row.at, moves: data.moves });
        return;
      case 'territory.imported':
        this.#territoryVersion = data.version;
        return;
      // Of other subjects.
      default:
        return;
    }
  }

  #hold(row: EventRow, data: HoldCreated): void {
    const { hold, practiceId, startMs, overbooked } = this.#readSeat(data);
    const entry = {
      practiceId,
      startMs,
      overbooked,
      place: this.#readPlace(data),
      at: row.at,
      weights: data.weights && this.#readWeights(data.weights),
      expiresAt: fromInstant(data.expiresAt),
    };
    this.#writeLedger(row.at);
    this.entries.set(hold, entry);
  }

  #confirm(row: EventRow, seat: Seat): void {
    const { place } = this.#occupy(row, seat);
    const { hold: entryId, practiceId, startMs, overbooked } = seat;
    this.bookings.set(row.subject, {
      status: 'confirmed',
      ...{ entryId, practiceId, startMs, place, overbooked },
      ...{ revision: 0, createdAt: row.at, updatedAt: row.at },
    });
  }

  #move(row: EventRow, from: Seat, to: Seat): void {
    const booking = this.#change(row, from);
    this.#giveBack(row, from);
    const { place } = this.#occupy(row, to);
    const { hold: entryId, practiceId, startMs, overbooked } = to;
    if (booking) Object.assign(booking, { entryId, practiceId, startMs, place, overbooked });
  }

  #cancel(row: EventRow, seat: Seat): void {
    const booking = this.#change(row, seat);
    this.#giveBack(row, seat);
    if (booking) booking.status = 'cancelled';
  }

  /** It has given its seat back, and has it again by another hold. */
  #restore(row: EventRow, seat: Seat): void {
    const { place } = this.#occupy(row, seat);
    const booking = this.bookings.get(row.subject);
    if (booking?.status !== 'cancelled')
      this.#refuse(row, booking ? { status: booking.status } : null, { hold: seat.hold });
    if (!booking) return;
    const { hold: entryId, practiceId, startMs, overbooked } = seat;
    const revision = booking.revision + 1;
    Object.assign(booking, { status: 'confirmed', entryId, practiceId, startMs, place, overbooked, revision });
    booking.updatedAt = row.at;
  }

  /** The booking a row is about, changed once more; it must have the seat the row takes from it. */
  #change(row: EventRow, { hold }: Seat): RebuiltBooking | undefined {
    const booking = this.bookings.get(row.subject);
    if (booking?.entryId !== hold) this.#refuse(row, booking ? { hold: booking.entryId } : null, { hold });
    if (!booking) return undefined;
    booking.revision += 1;
    booking.updatedAt = row.at;
    return booking;
  }

  /** A held seat becomes a booking's. */
  #occupy(row: EventRow, seat: Seat): RebuiltEntry {
    this.#expect(row, seat);
    const known = this.entries.get(seat.hold);
    if (known) {
      known.expiresAt = undefined;
      return known;
    }
    const { practiceId, startMs, overbooked } = seat;
    const unknown = { at: undefined, weights: undefined, expiresAt: undefined };
    const entry: RebuiltEntry = { practiceId, startMs, overbooked, place: this.#readPlace({}), ...unknown };
    this.entries.set(seat.hold, entry);
    return entry;
  }

  #giveBack(row: EventRow, seat: Seat): void {
    this.#expect(row, seat);
    this.#writeLedger();
    this.entries.delete(seat.hold);
  }

  /** The seat must be the one its hold has taken, with the mark it has. */
  #expect(row: EventRow, seat: Seat): void {
    const entry = this.entries.get(seat.hold);
    if (entry?.practiceId === seat.practiceId && entry.startMs === seat.startMs && entry.overbooked === seat.overbooked)
      return;
    this.#refuse(row, entry ? seatColumns(entry) : null, entry ? seatColumns(seat) : { hold: seat.hold });
  }

  #refuse({ sequence }: EventRow, before: Columns | null, says: Columns): void {
    this.#onFault({ sequence, before, says });
  }

  /**
   * Follows what the ledger's own writer does: it goes on from the state it finds, or begins anew from the entries that stand when the territory
   * in force shares otherwise than the one before. Options that were unknown once stay so: nobody can say what it began anew from.
   */
  #writeLedger(at: number | null = null): void {
    const options = this.#optionsOf(this.#territoryVersion);
    const known = this.ledger;
    const goesOn = known && (!known.options || !options || sharesAlike(known.options, options));
    const latestAt = goesOn ? known.latestAt : this.#latestEntry();
    this.ledger = { options: goesOn && !known.options ? undefined : options, latestAt: latest(latestAt, at) };
  }

  #latestEntry(): number | null {
    let last: number | null = null;
    for (const { at } of this.entries.values()) last = latest(last, at ?? null);
    for (const { at } of this.corrections) last = latest(last, at);
    return last;
  }

  #readSeat({ hold, practiceId, start, overbooked }: SeatTaken): Seat {
    const isAbove = overbooked === true;
    return { hold, practiceId: this.#once(practiceId), startMs: fromInstant(start), overbooked: isAbove };
  }

  #readPlace({ siteId, serviceDate, end }: Pick<HoldCreated, 'siteId' | 'serviceDate' | 'end'>): Place {
    return {
      siteId: siteId && this.#once(siteId),
      serviceDate: serviceDate && this.#once(serviceDate),
      endMs: end === undefined ? undefined : fromInstant(end),
    };
  }

  #readWeights(shares: Weights): KnownWeights {
    const text = canonicalJson(shares);
    const weights = this.#weights.get(text) ?? { text, shares };
    this.#weights.set(text, weights);
    return weights;
  }

  #once(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    this.#names.set(text, text);
    return text;
  }
}

function seatColumns({ practiceId, startMs, overbooked }: Pick<Seat, 'practiceId' | 'startMs' | 'overbooked'>) {
  return { practice_id: practiceId, start_at: writeInstant(startMs), ...(overbooked && { overbooked: 1 }) };
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
