import { formatLocal } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { FreedSeat, OfferNeed, OfferView, PassedOver, Seat, SeatOffer } from '@relais/model';
import type { Kysely } from 'kysely';
import type { CallbackRow } from '../desk/index.ts';
import type { Database } from '../tables.ts';
import type { FreedSeatRow, SeatOfferRow } from './tables.ts';

const DAY_MS = 86_400_000;
const MOST_SHOWN = 100;

/** Those being offered, then those of the last day, the latest first. */
export async function listFreedSeats(
  db: Kysely<Database>,
  structureId: string,
  now: number,
): Promise<{ seats: FreedSeatRow[]; offers: SeatOfferRow[] }> {
  const seats = await db
    .selectFrom('freed_seat')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where((is) => is.or([is('status', '=', 'offering'), is('freed_at', '>', now - DAY_MS)]))
    .orderBy('freed_at', 'desc')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute();
  const running = seats.filter(({ status }) => status === 'offering');
  const shown = [...running, ...seats.filter(({ status }) => status !== 'offering')];
  const ids = shown.map(({ id }) => id);
  if (ids.length === 0) return { seats: [], offers: [] };
  const offers = await db
    .selectFrom('seat_offer')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('freed_seat_id', 'in', ids)
    .orderBy('number')
    .execute();
  return { seats: shown, offers };
}

/** Seats that somebody is being asked for, the first to start first. */
export function findOffering(db: Kysely<Database>, structureId: string): Promise<FreedSeatRow[]> {
  return db
    .selectFrom('freed_seat')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('status', '=', 'offering')
    .orderBy('start_at')
    .orderBy('id')
    .execute();
}

export function findFreedSeat(db: Kysely<Database>, structureId: string, id: string): Promise<FreedSeatRow> {
  return db
    .selectFrom('freed_seat')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export function findOffer(db: Kysely<Database>, structureId: string, id: string): Promise<SeatOfferRow | undefined> {
  return db
    .selectFrom('seat_offer')
    .selectAll()
    .where('structure_id', '=', structureId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export function offersOf(db: Kysely<Database>, { structure_id, id }: FreedSeatRow): Promise<SeatOfferRow[]> {
  return db
    .selectFrom('seat_offer')
    .selectAll()
    .where('structure_id', '=', structure_id)
    .where('freed_seat_id', '=', id)
    .orderBy('number')
    .execute();
}

/** Offers that run, of every seat. */
export function findRunning(db: Kysely<Database>, structureId: string): Promise<SeatOfferRow[]> {
  return db
    .selectFrom('seat_offer')
    .innerJoin('freed_seat', (join) =>
      join
        .onRef('freed_seat.structure_id', '=', 'seat_offer.structure_id')
        .onRef('freed_seat.id', '=', 'seat_offer.freed_seat_id'),
    )
    .selectAll('seat_offer')
    .where('seat_offer.structure_id', '=', structureId)
    .where('freed_seat.status', '=', 'offering')
    .where('seat_offer.ending', 'is', null)
    .execute();
}

export function presentFreedSeat(
  territory: CompiledTerritory,
  seat: FreedSeatRow,
  offers: readonly SeatOfferRow[],
): FreedSeat {
  const { closed_at: closedAt, why } = seat;
  return {
    id: seat.id,
    seat: seatOf(territory, seat),
    status: seat.status,
    freedAt: toInstant(seat.freed_at),
    ...(closedAt !== null && { closedAt: toInstant(closedAt) }),
    ...(why !== null && { why }),
    offers: offers.filter((offer) => offer.freed_seat_id === seat.id).map(presentOffer),
    passedOver: readPassedOver(seat),
  };
}

function presentOffer(offer: SeatOfferRow): SeatOffer {
  const { ending, ended_at: endedAt } = offer;
  return {
    id: offer.id,
    callback: offer.callback_id,
    channel: offer.channel,
    offeredAt: toInstant(offer.offered_at),
    expiresAt: toInstant(offer.expires_at),
    ...(ending !== null && { end: ending }),
    ...(endedAt !== null && { endedAt: toInstant(endedAt) }),
    passedOver: readPassedOver(offer),
  };
}

/** An offer as its link shows it: nothing about the person. */
export function presentOfferView(
  territory: CompiledTerritory,
  { offer, seat, needs, now }: { offer: SeatOfferRow; seat: FreedSeatRow; needs: OfferNeed[]; now: number },
): OfferView {
  return {
    id: offer.id,
    status: statusOf(offer, now),
    seat: seatOf(territory, seat),
    expiresAt: toInstant(offer.expires_at),
    needs,
  };
}

function statusOf({ ending, expires_at: expiresAt }: SeatOfferRow, now: number): OfferView['status'] {
  if (ending === 'accepted' || ending === 'declined') return ending;
  return ending === null && expiresAt > now ? 'open' : 'ended';
}

/** What the call-back list does not know of somebody, and a booking must. */
export function needsOf(row: CallbackRow): OfferNeed[] {
  const isNamed = row.family_name !== null && row.given_name !== null && row.birth_date !== null;
  return [...(isNamed ? [] : (['person'] as const)), ...(row.reason === null ? (['reason'] as const) : [])];
}

export function seatOf({ zone }: CompiledTerritory, row: FreedSeatRow): Seat {
  return {
    practiceId: row.practice_id,
    start: toInstant(row.start_at),
    siteId: row.site_id,
    serviceDate: row.service_date,
    startLocal: formatLocal(zone, row.start_at),
    end: toInstant(row.end_at),
  };
}

function readPassedOver({ passed_over: text }: Pick<SeatOfferRow, 'passed_over'>): PassedOver[] {
  return JSON.parse(text) as PassedOver[];
}
