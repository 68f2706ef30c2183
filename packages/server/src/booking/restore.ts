import { fromInstant } from '@relais/model';
import type { Booking, SeatTaken } from '@relais/model';
import { actorOf } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { readEvent } from '../core/log/event.ts';
import { ProblemError } from '../core/problem.ts';
import type { BookingRow } from './booking-book.ts';
import { presentBooking, putOnSeat, seatOf, tellByMail, territoryOf, trialOf } from './bookings.ts';
import type { ChangeCommand } from './bookings.ts';
import type { HoldRow } from './hold-book.ts';
import { chooseFormer, keepSeat } from './holds.ts';
import type { FormerSeat } from './holds.ts';
import { judgeRestoration, requireReach } from './policy.ts';
import { seatDataOf } from './seat-data.ts';
import type { Seating } from './seating.ts';

/** A change of the desk, to be taken back: the booking as it is, and the seat it had before. */
export interface DeskChange {
  readonly booking: BookingRow;
  readonly seat: FormerSeat;
}

/**
 * The last change of a booking, where it can be taken back.
 * @throws {ProblemError} `not-found`, `forbidden`, `change-overtaken`
 */
export async function findDeskChange(
  writing: Seating,
  { bookingId, caller, roles, revision }: ChangeCommand & { readonly revision: number },
): Promise<DeskChange> {
  const booking = await writing.bookings.byId(bookingId);
  if (!booking) throw new ProblemError('not-found');
  requireReach(caller, roles, booking);
  const event = await lastChange(writing, booking);
  judgeRestoration(booking, { revision, isDesk: event?.actor.startsWith('professional:') ?? false }, writing.now);
  const read = event && readEvent(event);
  switch (read?.type) {
    case 'booking.cancelled':
      return { booking, seat: formerSeat(read.data) };
    case 'booking.moved':
      return { booking, seat: formerSeat(read.data.from) };
    default:
      throw new ProblemError('change-overtaken');
  }
}

function formerSeat({ practiceId, start, overbooked }: SeatTaken): FormerSeat {
  return { practiceId, startMs: fromInstant(start), overbooked };
}

function lastChange({ trx, structureId }: Seating, { id, status, updated_at: at }: BookingRow) {
  return trx
    .selectFrom('event')
    .select(['type', 'data', 'actor'])
    .where('structure_id', '=', structureId)
    .where('type', '=', status === 'cancelled' ? 'booking.cancelled' : 'booking.moved')
    .where('subject', '=', id)
    .where('at', '=', at)
    .orderBy('sequence', 'desc')
    .executeTakeFirst();
}

/**
 * Decides whether a booking can have its former seat again. What it gives then puts it there, and tells the person.
 * @param held the seat, where it is kept for whoever waits: it is taken from them; without it, the seat must be free
 * @throws {ProblemError} `slot-taken`, `slot-not-bookable`, `duplicate-booking`
 */
export async function decideRestoration(
  context: ServiceContext,
  writing: Seating,
  { booking: old, seat }: DeskChange,
  { caller, held }: Pick<ChangeCommand, 'caller'> & { readonly held: HoldRow | undefined },
): Promise<() => Promise<Booking>> {
  const territory = territoryOf(writing);
  const actor = actorOf(caller);
  if (old.status === 'cancelled') await refuseAnother(writing, old, territory.rules.maxActiveBookingsPerPerson);
  const choice = held ? undefined : await chooseFormer(writing, territory, seat);
  return async () => {
    const client = { clientHash: context.secrets.pseudonym('client', `restored:${old.id}`), actor };
    const kept = choice && (await keepSeat(context, writing, territory, client, choice));
    const hold = held ?? (await writing.holds.byId(String(kept?.body?.['id'])));
    if (!hold) throw new TypeError('A seat that was kept is not held');
    if (old.status !== 'cancelled') return putOnSeat(context, writing, territory, { old, hold, actor });
    writing.holds.remove(hold);
    const changed = { change_why: null, change_note: null, revision: old.revision + 1, updated_at: writing.at };
    const booking = { ...old, ...seatOf(hold), ...changed, status: 'confirmed' as const };
    await writing.bookings.update(booking);
    writing.record({
      type: 'booking.restored',
      subject: booking.id,
      actor,
      data: { ...seatDataOf(hold), ...trialOf(territory, booking.service_date) },
    });
    return presentBooking(territory, booking, tellByMail(context, writing, booking, 'booking.restored'));
  };
}

/** Whoever has been given another seat meanwhile has not got two now. */
async function refuseAnother(
  { bookings, now, structureId }: Seating,
  { id, person_key: person, phone }: BookingRow,
  most: number,
): Promise<void> {
  const own = (await bookings.liveOf({ person, phone }, now)).filter(
    (other) => other.person_key === person && other.id !== id,
  );
  const [first] = own;
  if (!first || own.length < most) return;
  const href = `/api/v1/structures/${structureId}/bookings/${first.id}`;
  throw new ProblemError('duplicate-booking', { booking: { id: first.id, href } });
}
