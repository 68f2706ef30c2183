import type { BookingNotes } from './booking-notes.ts';
import type { PendingWrite } from '../core/index.ts';

/** A write as it was kept until the outbox went by operations. It did not say whose it was. */
interface FormerWrite {
  readonly kind: 'hold' | 'confirm' | 'move' | 'cancel';
  /** JSON text. */
  readonly body?: string | undefined;
  readonly token?: string | undefined;
  readonly key: string;
  readonly client: string;
  readonly holdId?: string | undefined;
  readonly bookingId?: string | undefined;
  readonly place?: string | undefined;
}

const OPERATIONS = { hold: 'createHold', confirm: 'createBooking', move: 'moveBooking', cancel: 'cancelBooking' };

/**
 * A write of before as one of now, with the same key and the same words; it counts as the device's own. A change without a link's token
 * was a professional's, and nothing says whose: it is given up. A confirmation may have been a patient's or a professional's.
 */
export function readFormerWrite(record: unknown): PendingWrite<BookingNotes> | undefined {
  const { kind, body, token, key, client, holdId, bookingId, place } = record as FormerWrite;
  if (bookingId !== undefined && token === undefined) return undefined;
  return {
    operation: OPERATIONS[kind],
    params: bookingId === undefined ? undefined : { booking: bookingId },
    body: body === undefined ? undefined : (JSON.parse(body) as unknown),
    token,
    key,
    client,
    notes: { holdId, place, isUnsigned: true },
  };
}
