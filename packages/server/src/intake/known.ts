import { formatLocal } from '@relais/engine';
import { orderCallbacks } from '@relais/engine/desk';
import { toInstant } from '@relais/model';
import type { IntakePerson, KnownCancelled, KnownRequest, KnownRequests, KnownSearch, Seat } from '@relais/model';
import type { Kysely, Selectable } from 'kysely';
import { markOf, mayChange, mayRestore } from '../booking/index.ts';
import type { BookingRow } from '../booking/index.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Professional } from '../core/http/access.ts';
import { doctorUntilOf, listOpen, toEntry } from '../desk/index.ts';
import type { CallbackRow } from '../desk/index.ts';
import { personKey } from '../people/index.ts';
import type { CompiledTerritory } from '@relais/engine';
import type { Database } from '../tables.ts';
import type { IntakeTable } from './tables.ts';

export type IntakeRow = Selectable<IntakeTable>;

/** Whoever was sent elsewhere and calls again within a week asks about the same complaint. */
const REMEMBERED_MS = 7 * 86_400_000;
const MOST_SHOWN = 20;

interface NameColumns {
  readonly family_name: string | null;
  readonly given_name: string | null;
  readonly birth_date: string | null;
}

/** Who is known by all three; with less, nobody is told from others. */
export function keyOfPerson(
  { secrets }: ServiceContext,
  structureId: string,
  { familyName, givenName, birthDate }: IntakePerson = {},
): string | undefined {
  if (familyName === undefined || givenName === undefined || birthDate === undefined) return undefined;
  return personKey(secrets, structureId, { familyName, givenName, birthDate, phone: '' });
}

/** The same of a row. */
export function keyOfRow(context: ServiceContext, structureId: string, row: NameColumns): string | undefined {
  return keyOfPerson(context, structureId, toNames(row));
}

interface KnownQuestion {
  readonly search: KnownSearch;
  readonly territory: CompiledTerritory | undefined;
  readonly now: number;
  readonly caller: Professional;
}

/** What a number or a person has here: bookings to come, also cancelled ones, places on the list, and where it was sent in the last week. */
export async function findKnown(
  context: ServiceContext,
  structureId: string,
  { search, territory, now, caller }: KnownQuestion,
): Promise<Omit<KnownRequests, 'now'>> {
  const { db } = context.store;
  const wanted = keyOfPerson(context, structureId, search.person);
  const nameOf = (row: NameColumns) => ({
    ...toNames(row),
    isSame: wanted !== undefined && keyOfRow(context, structureId, row) === wanted,
  });
  const open = await listOpen(db, structureId, now);
  const order = orderCallbacks(open.map(toEntry), now).map(({ entry }) => entry.id);
  const bookings = await bookingsOf(db, structureId, { phone: search.phone, person: wanted }, now);
  const toBooking = (row: BookingRow) => ({
    ...nameOf(row),
    ...{ id: row.id, reference: row.reference, seat: seatOf(territory, row) },
  });
  const known = [
    ...bookings
      .filter(({ status }) => status === 'confirmed')
      .map((row): KnownRequest => ({
        ...toBooking(row),
        kind: 'booking',
        ...markOf(row),
        mayChange: mayChange(caller, row),
      })),
    ...open
      .map((row): KnownRequest => ({ ...nameOf(row), ...toKnown(row, order, now) }))
      .filter(({ isSame }, index) => isSame || open[index]?.phone === search.phone),
    ...(await redirectedOf(db, structureId, search.phone, now - REMEMBERED_MS)).map((row): KnownRequest => ({
      ...nameOf(row),
      kind: 'redirected',
      id: row.id,
      target: row.target ?? '',
      at: toInstant(row.created_at),
    })),
  ];
  const cancelled = bookings
    .filter(({ status }) => status === 'cancelled')
    .sort((one, other) => other.updated_at - one.updated_at)
    .map((row): KnownCancelled => ({
      ...toBooking(row),
      at: toInstant(row.updated_at),
      ...(row.change_why !== null && { why: row.change_why }),
      ...(row.change_note !== null && { note: row.change_note }),
      ...(mayRestore(caller, row, now) && { revision: row.revision }),
    }));
  return { known, cancelled };
}

function seatOf(territory: CompiledTerritory | undefined, row: BookingRow): Seat {
  return {
    practiceId: row.practice_id,
    siteId: row.site_id,
    serviceDate: row.service_date,
    start: toInstant(row.start_at),
    startLocal: territory ? formatLocal(territory.zone, row.start_at) : toInstant(row.start_at),
    end: toInstant(row.end_at),
  };
}

function toKnown(row: CallbackRow, order: readonly string[], now: number) {
  const place = order.indexOf(row.id) + 1;
  const doctorUntil = doctorUntilOf(row, now);
  return {
    kind: 'callback' as const,
    id: row.id,
    class: row.class,
    arrivedAt: toInstant(row.arrived_at),
    dueAt: toInstant(row.arrived_at + row.target_minutes * 60_000),
    ...(place > 0 ? { place } : {}),
    isClaimed: row.status === 'claimed',
    ...(doctorUntil === undefined ? {} : { doctorUntil: toInstant(doctorUntil) }),
  };
}

function toNames({ family_name, given_name, birth_date }: NameColumns) {
  return {
    ...(family_name === null ? {} : { familyName: family_name }),
    ...(given_name === null ? {} : { givenName: given_name }),
    ...(birth_date === null ? {} : { birthDate: birth_date }),
  };
}

/** Of the number, or of the person by whatever number. */
function bookingsOf(
  db: Kysely<Database>,
  structureId: string,
  { phone, person }: { readonly phone: string; readonly person: string | undefined },
  now: number,
) {
  return (
    db
      .selectFrom('booking')
      .selectAll()
      .where((is) =>
        is.or([
          is.and([is('structure_id', '=', structureId), is('phone', '=', phone)]),
          ...(person === undefined
            ? []
            : [is.and([is('structure_id', '=', structureId), is('person_key', '=', person)])]),
        ]),
      )
      .where('end_at', '>', now)
      // Those that stand first: however many were cancelled, none of them is left out.
      .orderBy('status', 'desc')
      .orderBy('start_at')
      .limit(MOST_SHOWN)
      .execute()
  );
}

function redirectedOf(db: Kysely<Database>, structureId: string, phone: string, since: number) {
  return db
    .selectFrom('intake')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('phone', '=', phone)
    .where('created_at', '>', since)
    .where('outcome', '=', 'redirected')
    .orderBy('created_at', 'desc')
    .limit(MOST_SHOWN)
    .execute();
}

export function findIntake(db: Kysely<Database>, structureId: string, id: string): Promise<IntakeRow | undefined> {
  return db
    .selectFrom('intake')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}
