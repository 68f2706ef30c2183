import { fromInstant, toInstant } from '@relais/model';

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

/** An event of the log, or one on its way there: a row holds its data as text. */
export interface SeatEvent {
  readonly type: string;
  readonly data: string | Readonly<Record<string, unknown>>;
}

/** Reads what an event does to the seats; nothing for events about something else. */
export function readSeatChange(event: SeatEvent): SeatChange {
  switch (event.type) {
    case 'hold.created': {
      const data = readData(event) as SeatData & { expiresAt: string };
      return { taken: { ...toEntry(data), expiresAt: fromInstant(data.expiresAt) } };
    }
    case 'hold.released':
    case 'hold.expired':
    case 'booking.cancelled':
      return { freed: toEntry(readData(event) as SeatData) };
    case 'booking.confirmed':
      return { taken: { ...toEntry(readData(event) as SeatData), expiresAt: Infinity } };
    case 'booking.moved': {
      const { from, to } = readData(event) as { from: SeatData; to: SeatData };
      return { freed: toEntry(from), taken: { ...toEntry(to), expiresAt: Infinity } };
    }
    default:
      return {};
  }
}

function readData({ data }: SeatEvent): unknown {
  return typeof data === 'string' ? JSON.parse(data) : data;
}

function toEntry({ hold, practiceId, start }: SeatData): SeatEntry {
  return { practiceId, startMs: fromInstant(start), entryId: hold };
}
