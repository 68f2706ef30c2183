import type { Kysely } from 'kysely';
import type { Database } from '../tables.ts';

/**
 * What was asked at the desk before bookings were made: the request that led to one at once, or the one whose call-back ended with a freed seat. The later
 * of two comes last.
 *
 * @param bookings ids
 */
export async function requestsBehind(db: Kysely<Database>, structureId: string, bookings: readonly string[]) {
  const said = [
    ...([
      'intake.entry_point',
      'intake.prior_pathway',
      'intake.label',
      'intake.regulated_by',
      'intake.answers',
    ] as const),
    ...(['intake.checklist_version', 'intake.checklist_yes', 'intake.checklist_outcome'] as const),
    'intake.created_at' as const,
  ];
  const atOnce = await db
    .selectFrom('intake')
    .select(['intake.booking_id as booking', ...said])
    .where('intake.structure_id', '=', structureId)
    .where('intake.booking_id', 'in', bookings)
    .orderBy('intake.created_at')
    .execute();
  const calledBack = await db
    .selectFrom('freed_seat')
    .innerJoin('seat_offer', (join) =>
      join
        .onRef('seat_offer.structure_id', '=', 'freed_seat.structure_id')
        .onRef('seat_offer.freed_seat_id', '=', 'freed_seat.id')
        .on('seat_offer.ending', '=', 'accepted'),
    )
    .innerJoin('intake', (join) =>
      join
        .onRef('intake.structure_id', '=', 'seat_offer.structure_id')
        .onRef('intake.callback_id', '=', 'seat_offer.callback_id'),
    )
    .select(['freed_seat.booking_id as booking', ...said])
    .where('freed_seat.structure_id', '=', structureId)
    .where('freed_seat.booking_id', 'in', bookings)
    .orderBy('intake.created_at')
    .execute();
  return [...atOnce, ...calledBack];
}
