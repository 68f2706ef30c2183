import { fromInstant, toInstant } from '@relais/model';
import type { EventRow } from '../log/event.ts';

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

/** A seat as the log writes it. */
export type SeatData = {
  readonly hold: string;
  readonly practiceId: string;
  readonly start: string;
};

export function toSeatData({ practiceId, startMs, entryId }: SeatEntry): SeatData {
  return { hold: entryId, practiceId, start: toInstant(startMs) };
}

/** Reads what a row of the log does to the seats; nothing for rows about something else. */
export function readSeatChange(row: Pick<EventRow, 'type' | 'subject' | 'data'>): SeatChange {
  switch (row.type) {
    case 'hold.created': {
      const data = JSON.parse(row.data) as SeatData & { expiresAt: string };
      return { taken: { ...toEntry(data), expiresAt: fromInstant(data.expiresAt) } };
    }
    case 'hold.released':
    case 'hold.expired':
    case 'booking.cancelled':
      return { freed: toEntry(JSON.parse(row.data) as SeatData) };
    case 'booking.confirmed':
      return { taken: { ...toEntry(JSON.parse(row.data) as SeatData), expiresAt: Infinity } };
    case 'booking.moved': {
      const { from, to } = JSON.parse(row.data) as { from: SeatData; to: SeatData };
      return { freed: toEntry(from), taken: { ...toEntry(to), expiresAt: Infinity } };
    }
    default:
      return {};
  }
}

function toEntry({ hold, practiceId, start }: SeatData): SeatEntry {
  return { practiceId, startMs: fromInstant(start), entryId: hold };
}
