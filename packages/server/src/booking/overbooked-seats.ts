import type { CompiledTerritory, SessionStarts } from '@relais/engine';
import type { Kysely } from 'kysely';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';
import type { HoldRow } from './hold-book.ts';
import type { Seating } from './seating.ts';

/** A seat that was taken above the capacity of its session. */
export interface OverbookedSeat {
  readonly practiceId: string;
  readonly startMs: number;
}

/**
 * The seats between two starts, both included, that are booked or held above the capacity of their session.
 * @param now expired holds that nobody has erased yet are left out
 */
export async function listOverbooked(
  db: Kysely<Database>,
  structureId: string,
  { now, firstMs, lastMs, except = [] }: OverbookedQuery,
): Promise<OverbookedSeat[]> {
  const holds = await db
    .selectFrom('hold')
    .select(['id', 'practice_id', 'start_at'])
    .where('structure_id', '=', structureId)
    .where('overbooked', '=', 1)
    .where('expires_at', '>', now)
    .where('start_at', '>=', firstMs)
    .where('start_at', '<=', lastMs)
    .execute();
  const bookings = await db
    .selectFrom('booking')
    .select(['id', 'practice_id', 'start_at'])
    .where('structure_id', '=', structureId)
    .where('start_at', '>=', firstMs)
    .where('start_at', '<=', lastMs)
    .where('overbooked', '=', 1)
    .where('status', '=', 'confirmed')
    .execute();
  return [...holds.filter(({ id }) => !except.includes(id)), ...bookings].map(({ practice_id, start_at }) => ({
    practiceId: practice_id,
    startMs: start_at,
  }));
}

interface OverbookedQuery {
  readonly now: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Ids of holds that are about to be given back. */
  readonly except?: readonly string[] | undefined;
}

/** Which of them are in a session. */
export function overbookedIn(session: SessionStarts, seats: readonly OverbookedSeat[]): number {
  return seats.filter(
    ({ practiceId, startMs }) =>
      practiceId === session.practiceId && startMs >= session.firstMs && startMs <= session.lastMs,
  ).length;
}

/**
 * Counted in the tables under the structure's lock, what the writers before this one have done included: of two secretaries who press at once the
 * second is refused.
 * @throws {ProblemError} `session-overbooked`
 */
export async function refuseBeyondLimit(
  writing: Seating,
  territory: CompiledTerritory,
  session: SessionStarts,
  former: readonly Pick<HoldRow, 'id'>[] = [],
): Promise<void> {
  await writing.holds.save();
  await writing.bookings.save();
  const { firstMs, lastMs } = session;
  const except = former.map(({ id }) => id);
  const seats = await listOverbooked(writing.trx, writing.structureId, { now: writing.now, firstMs, lastMs, except });
  const [used, limit] = [overbookedIn(session, seats), territory.rules.secretaryOverbookPerSession];
  if (used >= limit) throw new ProblemError('session-overbooked', { overbooking: { used, limit } });
}
