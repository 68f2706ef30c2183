import { SYSTEM_ACTOR } from './actors.ts';
import type { ServiceContext } from './context.ts';
import { forgetOldAnswers } from './idempotency.ts';
import { toSeatData } from './seat-events.ts';
import { openSeats } from './seating.ts';
import type { Seating } from './seating.ts';
import { write } from './write.ts';

/** Erases the holds that have expired: their seats, their ledger entries, and one event each. Every writer about seats begins with this. */
export async function expireHolds(writing: Seating): Promise<void> {
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
      data: toSeatData({ practiceId: hold.practice_id, startMs: hold.start_at, entryId: hold.id }),
    });
  }
}

/** Erases what has expired in every structure, so that live readers see the seats again although nobody writes. */
export async function sweep(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    const view = await context.views.read(structureId);
    if (view?.seats.hasExpiredHold(context.clock())) await write(context, structureId, openSeats);
  }
}

/** Forgets answers whose keys may be used again. */
export async function forgetAnswers(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) await forgetOldAnswers(context, structureId);
}
