import { decideRestoration, findDeskChange, openSeats } from '../booking/index.ts';
import type { DeskChange, Seating } from '../booking/index.ts';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Role } from '@relais/model';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import { closeSeat, endOffer } from './advance.ts';
import { findOffering, offersOf } from './rows.ts';
import type { FreedSeatRow } from './tables.ts';

export interface RestoreCommand {
  readonly structureId: string;
  readonly bookingId: string;
  readonly revision: number;
  readonly caller: Principal;
  readonly roles: readonly Role[];
}

/**
 * Takes the desk's last change of a booking back. While its former seat is only offered to whoever waits, it is the booking's again, and nobody is asked
 * for it any more; once somebody has it, or the practice is closed then, the change stands, and the refusal says so.
 */
export function restoreBooking(
  context: ServiceContext,
  key: IdempotentRequest,
  command: RestoreCommand,
): Promise<Answer> {
  const { structureId, caller } = command;
  return writeOnce(context, structureId, key, async (turn) => {
    const writing = await openSeats(turn);
    const change = await findDeskChange(writing, command);
    const freed = await findFreedBy(writing, change);
    const held = freed && (await writing.holds.byId(freed.hold_id));
    const restore = await decideRestoration(context, writing, change, { caller, held });
    return async () => {
      if (freed && held) await takeBackSeat(writing, freed, actorOf(caller));
      return { body: await restore() };
    };
  });
}

async function findFreedBy(
  { trx, structureId }: Seating,
  { booking, seat: { practiceId, startMs } }: DeskChange,
): Promise<FreedSeatRow | undefined> {
  const offering = await findOffering(trx, structureId);
  return offering.find(
    (freed) => freed.freed_by === booking.id && freed.practice_id === practiceId && freed.start_at === startMs,
  );
}

/** Nobody is asked any more; what kept the seat is the booking's now. */
async function takeBackSeat(writing: Seating, seat: FreedSeatRow, actor: string): Promise<void> {
  for (const offer of await offersOf(writing.trx, seat))
    if (offer.ending === null) await endOffer(writing, seat, offer, { end: 'withdrawn', actor: SYSTEM_ACTOR });
  await closeSeat(writing, seat, { status: 'released', why: 'restored' });
  writing.record({ type: 'freed-seat.released', subject: seat.id, actor, data: { why: 'restored', passedOver: [] } });
}
