import { SYSTEM_ACTOR } from '../core/actors.ts';
import { BookingBook } from './booking-book.ts';
import { FullWindows } from './full-windows.ts';
import { HoldBook } from './hold-book.ts';
import { ledgerBook } from '../allocation/index.ts';
import type { LedgerBook } from '../allocation/index.ts';
import { DraftSeats, occupiedSeats } from '../scheduling/index.ts';
import { SeatBook } from './seat-book.ts';
import { seatDataOf } from './seat-data.ts';
import type { BookKind, Decide, Writing } from '../core/write/write.ts';

/** A writer's turn on the seats of a structure. */
export interface Seating extends Writing {
  /** Seats as they are after every writer before this one. */
  readonly seats: DraftSeats;
  /** The same seats as the database counts them. */
  readonly counts: SeatBook;
  readonly holds: HoldBook;
  readonly bookings: BookingBook;
  readonly ledger: LedgerBook;
  readonly fullWindows: FullWindows;
}

const seats: BookKind<DraftSeats> = ({ view }) => new DraftSeats(view.of(occupiedSeats));
const counts: BookKind<SeatBook> = ({ trx, structureId }) => new SeatBook(trx, structureId);
const holds: BookKind<HoldBook> = ({ trx, structureId, asked }) =>
  new HoldBook(trx, structureId, { token_hash: asked('holdToken'), client_hash: asked('holdClient') });
const bookings: BookKind<BookingBook> = ({ trx, structureId, asked }) =>
  new BookingBook(trx, structureId, {
    persons: asked('person'),
    phones: asked('phone'),
    references: asked('reference'),
  });

const fullWindows: BookKind<FullWindows> = () => new FullWindows();

/** Opens the seats for a writer. Expired holds are erased first, so that it sees none. */
export async function openSeats(writing: Writing): Promise<Seating> {
  const seating: Seating = {
    ...writing,
    seats: writing.open(seats),
    counts: writing.open(counts),
    holds: writing.open(holds),
    bookings: writing.open(bookings),
    ledger: writing.open(ledgerBook),
    fullWindows: writing.open(fullWindows),
  };
  await expireHolds(seating);
  return seating;
}

/** A decision about seats. */
export function decideSeated(decide: (seating: Seating) => ReturnType<Decide>): Decide {
  return async (writing) => decide(await openSeats(writing));
}

/** Erases the holds that have expired: their seats, their ledger entries, and one event each. Every writer about seats begins with this. */
async function expireHolds(writing: Seating): Promise<void> {
  if (!writing.seats.hasExpiredHold(writing.now)) return;
  const expired = await writing.holds.takeExpired(writing.now);
  if (expired.length === 0) return;
  await writing.ledger.erase(expired.map((hold) => hold.id));
  for (const hold of expired) {
    writing.counts.free(hold.practice_id, hold.start_at);
    writing.record({
      type: 'hold.expired',
      subject: hold.id,
      actor: SYSTEM_ACTOR,
      data: seatDataOf(hold),
    });
  }
}
