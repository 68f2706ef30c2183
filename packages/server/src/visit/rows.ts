import { addDays } from '@relais/engine';
import { isLeftOpen } from '@relais/engine/visit';
import { toInstant } from '@relais/model';
import type { Kysely } from 'kysely';
import { findBooking } from '../booking/index.ts';
import type { BookingRow } from '../booking/index.ts';
import { chunksOf } from '../core/db/chunks.ts';
import type { Database } from '../tables.ts';
import { stateOf, untouched } from './step.ts';
import type { VisitRow } from './tables.ts';

/** What nobody has closed for longer is a matter for the figures, not for a list. */
export const OPEN_DAYS = 31;
/** More than a large centre leaves open in a month; the oldest first, so that none stays unseen. */
const MOST_OPEN = 500;
const DAY_MS = 86_400_000;

/** A visit with its booking, where it has one. */
export interface FoundVisit {
  readonly row: VisitRow;
  readonly booking?: BookingRow | undefined;
}

/** The visit of a booking that stands, or one that was added. */
export async function findVisit(
  db: Kysely<Database>,
  structureId: string,
  id: string,
): Promise<FoundVisit | undefined> {
  const row = await db
    .selectFrom('visit')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
  const booking = row?.booked === 0 ? undefined : await findBooking(db, structureId, id);
  if (row) return booking ? withBooking(booking, row) : { row };
  return booking?.status === 'confirmed' ? withBooking(booking) : undefined;
}

/** Those of a service date, in the order of the day. */
export async function listDay(db: Kysely<Database>, structureId: string, date: string): Promise<FoundVisit[]> {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const bookings = await db
    .selectFrom('booking')
    .selectAll()
    .where('structure_id', '=', structureId)
    // By the index of starts: a service date begins within two days of its own noon, wherever the territory is.
    .where('start_at', '>', noon - 2 * DAY_MS)
    .where('start_at', '<', noon + 2 * DAY_MS)
    .where('service_date', '=', date)
    .execute();
  const added = await selectVisits(db, structureId).where('service_date', '=', date).where('booked', '=', 0).execute();
  const touched = await visitsOf(db, structureId, bookings);
  return together(bookings, [...added, ...touched]).sort(
    (one, other) => placeOf(one) - placeOf(other) || (one.row.id < other.row.id ? -1 : 1),
  );
}

/**
 * Those of the last 31 days that should be over and that nobody has closed, the oldest first. Of the days before the first of which anybody has said
 * anything none is missing: the structure did not keep visits yet.
 */
export async function listLeftOpen(
  db: Kysely<Database>,
  structureId: string,
  { now, today, leftOpenMinutes }: { readonly now: number; readonly today: string; readonly leftOpenMinutes: number },
): Promise<FoundVisit[]> {
  const first = await selectVisits(db, structureId).orderBy('service_date').limit(1).executeTakeFirst();
  if (!first) return [];
  const earliest = addDays(today, -OPEN_DAYS);
  const since = first.service_date > earliest ? first.service_date : earliest;
  const bookings = await db
    .selectFrom('booking')
    .leftJoin('visit', (join) =>
      join.onRef('visit.structure_id', '=', 'booking.structure_id').onRef('visit.id', '=', 'booking.id'),
    )
    .selectAll('booking')
    .where('booking.structure_id', '=', structureId)
    .where('booking.start_at', '>', now - (OPEN_DAYS + 1) * DAY_MS)
    .where('booking.start_at', '<', now)
    .where('booking.service_date', '>=', since)
    .where('visit.closed_at', 'is', null)
    .where('visit.no_show_at', 'is', null)
    .orderBy('booking.start_at')
    .limit(MOST_OPEN)
    .execute();
  const added = await selectVisits(db, structureId)
    .where('service_date', '>=', since)
    .where('booked', '=', 0)
    .where('closed_at', 'is', null)
    .where('no_show_at', 'is', null)
    .limit(MOST_OPEN)
    .execute();
  const touched = await visitsOf(db, structureId, bookings);
  return together(bookings, [...added, ...touched])
    .filter(({ row, booking }) => isLeftOpen(stateOf(row), booking?.end_at ?? row.created_at, now, leftOpenMinutes))
    .sort((one, other) => placeOf(one) - placeOf(other));
}

function selectVisits(db: Kysely<Database>, structureId: string) {
  return db.selectFrom('visit').selectAll().where('structure_id', '=', structureId);
}

/** By the bookings' ids: one that was moved since may have been said of another day. */
async function visitsOf(
  db: Kysely<Database>,
  structureId: string,
  bookings: readonly BookingRow[],
): Promise<VisitRow[]> {
  const found: VisitRow[] = [];
  for (const chunk of chunksOf(bookings.map(({ id }) => id)))
    found.push(...(await selectVisits(db, structureId).where('id', 'in', chunk).execute()));
  return found;
}

/** A booking that was cancelled is a visit only where somebody came all the same. */
function together(bookings: readonly BookingRow[], rows: readonly VisitRow[]): FoundVisit[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const booked = bookings.flatMap((booking): FoundVisit[] => {
    const row = known.get(booking.id);
    known.delete(booking.id);
    const isExpected = row === undefined || stateOf(row) === 'expected';
    return booking.status === 'cancelled' && isExpected ? [] : [withBooking(booking, row)];
  });
  const added = [...known.values()].filter((row) => row.booked === 0 && stateOf(row) !== 'expected');
  return [...booked, ...added.map((row) => ({ row }))];
}

function placeOf({ row }: FoundVisit): number {
  return row.start_at ?? row.created_at;
}

/** Where and when it is, is the booking's to say. */
function withBooking(booking: BookingRow, known?: VisitRow): FoundVisit {
  const { practice_id, site_id, service_date, start_at } = booking;
  return { row: { ...(known ?? toUntouched(booking)), practice_id, site_id, service_date, start_at }, booking };
}

function toUntouched(booking: BookingRow): VisitRow {
  const { structure_id, id, practice_id: practiceId, site_id: siteId, service_date: serviceDate, reason } = booking;
  const seen = { practiceId, siteId, serviceDate, start: toInstant(booking.start_at), booked: true, reason };
  return {
    ...untouched(seen, { at: booking.created_at, actor: '' }),
    ...{ structure_id, id, patient_id: booking.patient_id },
    ...{ family_name: null, given_name: null, birth_date: null, phone: null, treatments: null, history: null },
  };
}
