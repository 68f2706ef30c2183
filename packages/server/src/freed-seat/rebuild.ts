import { fromInstant } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Freed seats and their offers as the log makes them. */
export const rebuildFreedSeats: RebuildKind = (context) => Promise.resolve(new FreedSeatRebuild(context));

class FreedSeatRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #seats = new Map<string, Expected>();
  readonly #offers = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'freed-seat.opened':
        this.#seats.set(subject, {
          ...{ status: 'offering', practice_id: data.practiceId, site_id: data.siteId },
          ...{ service_date: data.serviceDate, start_at: fromInstant(data.start), end_at: fromInstant(data.end) },
          ...{ freed_by: data.booking, hold_id: data.hold, booking_id: null, why: null, passed_over: '[]' },
          ...{ freed_at: at, closed_at: null },
        });
        return;
      case 'freed-seat.offered':
        this.#offers.set(data.offer, {
          ...{ freed_seat_id: subject, number: this.#countOf(subject) + 1 },
          ...{ callback_id: data.callback, channel: data.channel },
          ...{ offered_at: ruleTime(at), expires_at: fromInstant(data.expiresAt), ending: null, ended_at: null },
          passed_over: JSON.stringify(data.passedOver),
        });
        return;
      case 'freed-seat.by-telephone':
        return change(this.#offers, data.offer, { channel: 'telephone' });
      case 'freed-seat.answered':
        return change(this.#offers, data.offer, { ending: data.end, ended_at: at });
      case 'freed-seat.taken':
        return change(this.#seats, subject, { status: 'taken', booking_id: data.booking, closed_at: at });
      case 'freed-seat.released':
        return change(this.#seats, subject, {
          ...{ status: 'released', why: data.why, closed_at: at },
          passed_over: JSON.stringify(data.passedOver),
        });
      // Of other subjects.
      default:
        return;
    }
  }

  #countOf(seat: string): number {
    return [...this.#offers.values()].filter(({ freed_seat_id: id }) => id === seat).length;
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const seats = await db
      .selectFrom('freed_seat')
      .select(['id', 'status', 'practice_id', 'site_id', 'service_date', 'start_at', 'end_at', 'freed_by'])
      .select(['hold_id', 'booking_id', 'why', 'passed_over', 'freed_at', 'closed_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const offers = await db
      .selectFrom('seat_offer')
      .select(['id', 'freed_seat_id', 'number', 'callback_id', 'channel', 'offered_at', 'expires_at'])
      .select(['ending', 'ended_at', 'passed_over'])
      .where('structure_id', '=', structureId)
      .execute();
    const idOf = ({ id }: { readonly id: string }) => id;
    found.compareRows('freed_seat', this.#seats, seats, idOf, (row) => row);
    found.compareRows('seat_offer', this.#offers, offers, idOf, (row) => row);
  }
}

/** A row about something that is not there makes one, so that it is told as missing. */
function change(rows: Map<string, Expected>, id: string, columns: Expected): void {
  rows.set(id, { ...rows.get(id), ...columns });
}
