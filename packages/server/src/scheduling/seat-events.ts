import { fromInstant, toInstant } from '@relais/model';
import type { SeatTaken } from '@relais/model';
import { readEvent } from '../core/log/event.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';

/** A seat and the hold that took it. */
export interface SeatEntry {
  readonly practiceId: string;
  readonly startMs: number;
  readonly entryId: string;
}

/** What one event does to the seats. */
export interface SeatChange {
  readonly freed?: SeatEntry;
  /** `expiresAt` is `Infinity` for a booking. */
  readonly taken?: SeatEntry & { readonly expiresAt: number };
}

export function toSeatData({ practiceId, startMs, entryId }: SeatEntry): SeatTaken {
  return { hold: entryId, practiceId, start: toInstant(startMs) };
}

/** What a row of the log does to the seats; nothing for rows about something else. @throws {EventUnreadableError} */
export function readSeatChange(row: Pick<EventRow, 'type' | 'data'>): SeatChange {
  const event = readEvent(row);
  return event ? seatChangeOf(event) : {};
}

/** What an event does to the seats. */
export function seatChangeOf({ type, data }: ReadEvent): SeatChange {
  switch (type) {
    case 'hold.created':
      return { taken: { ...toEntry(data), expiresAt: fromInstant(data.expiresAt) } };
    case 'hold.released':
    case 'hold.expired':
    case 'booking.cancelled':
      return { freed: toEntry(data) };
    case 'booking.confirmed':
    case 'booking.restored':
      return { taken: { ...toEntry(data), expiresAt: Infinity } };
    case 'booking.moved':
      return { freed: toEntry(data.from), taken: { ...toEntry(data.to), expiresAt: Infinity } };
    default:
      return {};
  }
}

function toEntry({ hold, practiceId, start }: SeatTaken): SeatEntry {
  return { practiceId, startMs: fromInstant(start), entryId: hold };
}
