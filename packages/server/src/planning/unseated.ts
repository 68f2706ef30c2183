import { plannedSlotAt } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { findUnseated } from '@relais/engine/planning';
import type { SeatedBooking, UnseatedBooking } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { EventData, UnseatedCauseCode, UnseatedChoice } from '@relais/model';
import type { Kysely } from 'kysely';
import { openSeats } from '../booking/index.ts';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import { ruleTime } from '../core/context.ts';
import type { NewEvent } from '../core/log/event.ts';
import type { Writing } from '../core/write/writing.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import type { UnseatedRow } from './tables.ts';

/** A confirmed booking to come, as a planning looks at it. */
export interface ComingBooking extends SeatedBooking {
  readonly reference: string;
  readonly serviceDate: string;
  readonly endMs: number;
  readonly hasMail: boolean;
}

/** The confirmed bookings that have not begun. */
export async function listComing(db: Kysely<Database>, structureId: string, now: number): Promise<ComingBooking[]> {
  const rows = await db
    .selectFrom('booking')
    .select([
      'id',
      'reference',
      'practice_id',
      'site_id',
      'service_date',
      'start_at',
      'end_at',
      'created_at',
      'email',
      'overbooked',
    ])
    .where('structure_id', '=', structureId)
    .where('status', '=', 'confirmed')
    .where('start_at', '>', now)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    practiceId: row.practice_id,
    siteId: row.site_id,
    serviceDate: row.service_date,
    startMs: row.start_at,
    endMs: row.end_at,
    bookedAt: row.created_at,
    overbooked: row.overbooked === 1,
    hasMail: row.email !== null,
  }));
}

/** Those of which somebody has to think: to be called, to be told, or to be seen without a seat in the planning. */
export async function listOpenRows(db: Kysely<Database>, structureId: string): Promise<UnseatedRow[]> {
  return db
    .selectFrom('unseated_booking')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('settled_at', 'is', null)
    .orderBy('start_at')
    .orderBy('booking_id')
    .execute();
}

/** Bookings for which something is to be decided: of those without a seat, all that nobody has decided about already. */
export async function findUndecided(
  db: Kysely<Database>,
  structureId: string,
  territory: CompiledTerritory,
  now: number,
): Promise<{ readonly unseated: UnseatedBooking<ComingBooking>[]; readonly seated: UnseatedRow[] }> {
  const all = findUnseated(territory, await listComing(db, structureId, now));
  const open = new Map((await listOpenRows(db, structureId)).map((row) => [row.booking_id, row]));
  const unseated = all.filter(({ booking, cause }) => {
    const row = open.get(booking.id);
    return row === undefined || row.choice === 'move' || row.cause !== cause;
  });
  const without = new Set(all.map(({ booking }) => booking.id));
  // Of one that was moved the person is still to be told.
  const seated = [...open.values()].filter((row) => row.choice !== 'move' && !without.has(row.booking_id));
  return { unseated, seated };
}

export interface UnseatedNote {
  readonly booking: Pick<SeatedBooking, 'id' | 'practiceId' | 'startMs'>;
  readonly cause: UnseatedCauseCode;
  readonly choice: UnseatedChoice;
  /** The person has been told, and nobody need call. */
  readonly isTold?: boolean;
}

/** Writes down what becomes of a booking without a seat. */
export async function noteUnseated(
  writing: Writing,
  version: number,
  { booking, cause, choice, isTold = false }: UnseatedNote,
  actor = SYSTEM_ACTOR,
): Promise<void> {
  const columns = {
    ...{ version, cause, choice, practice_id: booking.practiceId, start_at: booking.startMs },
    ...{ since: writing.at, settled_at: isTold ? writing.at : null },
  };
  await writing.trx
    .insertInto('unseated_booking')
    .values({ structure_id: writing.structureId, booking_id: booking.id, ...columns })
    .onConflict((conflict) => conflict.columns(['structure_id', 'booking_id']).doUpdateSet(columns))
    .execute();
  const data = { planning: version, cause, choice, practiceId: booking.practiceId, start: toInstant(booking.startMs) };
  writing.record({ type: 'booking.unseated', subject: booking.id, actor, data: { ...data, isTold } });
}

/** Nothing is left to do for a booking. */
export async function settle(
  writing: Writing,
  bookingId: string,
  why: EventData<'booking.settled'>['why'],
  actor = SYSTEM_ACTOR,
): Promise<void> {
  await writing.trx
    .updateTable('unseated_booking')
    .set({ settled_at: writing.at })
    .where('structure_id', '=', writing.structureId)
    .where('booking_id', '=', bookingId)
    .execute();
  writing.record({ type: 'booking.settled', subject: bookingId, actor, data: { why } });
}

/**
 * However a territory file came in force, no booking is forgotten: whom it has no seat for is to be called, unless whoever published it has
 * decided otherwise, and for whom there is a seat again nothing is left to do.
 */
export async function followTerritory(turn: Writing): Promise<void> {
  const territory = turn.documents.of(territoryDocument);
  if (!territory) return;
  const writing = await openSeats(turn);
  await writing.bookings.save();
  const { unseated, seated } = await findUndecided(writing.trx, writing.structureId, territory, writing.now);
  const version = writing.documents.newestVersion(territoryDocument.name);
  for (const { booking, cause } of unseated) await noteUnseated(writing, version, { booking, cause, choice: 'call' });
  for (const { booking_id: id } of seated) await settle(writing, id, 'seated');
}

/** A seat may be held while the planning changes, and the promise is kept: such a booking may be one too many. Later there are none. */
const HELD_MS = 24 * 3_600_000;

/** Sees whether a seat that was held before the planning changed is one too many now. */
export async function followBooking(turn: Writing, event: NewEvent): Promise<void> {
  if (event.type !== 'booking.confirmed' && event.type !== 'booking.moved') return;
  if (turn.at - turn.documents.since(territoryDocument.name) > HELD_MS) return;
  const territory = turn.documents.of(territoryDocument);
  const { practiceId, start } = event.type === 'booking.moved' ? event.data.to : event.data;
  const startMs = Date.parse(start);
  const capacity = territory && plannedSlotAt(territory, practiceId, startMs)?.capacity;
  const writing = await openSeats(turn);
  if (capacity === undefined || writing.seats.taken()(practiceId, startMs) <= capacity) return;
  await writing.bookings.save();
  const { unseated } = await findUndecided(writing.trx, writing.structureId, territory!, ruleTime(writing.at));
  const version = writing.documents.newestVersion(territoryDocument.name);
  for (const { booking, cause } of unseated) await noteUnseated(writing, version, { booking, cause, choice: 'keep' });
}

/** A booking that was moved or cancelled needs no call any more; whom a publication has moved is still to be told of it. */
export async function followChange(turn: Writing, event: NewEvent): Promise<void> {
  const row = await turn.trx
    .selectFrom('unseated_booking')
    .select('choice')
    .where('structure_id', '=', turn.structureId)
    .where('booking_id', '=', event.subject)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  if (!row || (event.type === 'booking.moved' && row.choice === 'move')) return;
  await settle(turn, event.subject, event.type === 'booking.moved' ? 'moved' : 'cancelled');
}
