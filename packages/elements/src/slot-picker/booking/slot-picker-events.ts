import type { Booking } from '@relais/sdk';
import { PublicEvent } from '../../ui/public-event.ts';

/** Where the severity checklist led instead of a booking. */
export type RedirectedOutcome = 'call-15' | 'clinician-callback' | 'attending-doctor';

/** Asked before a seat is held; cancel it to keep the person from holding this one. A window leaves `practiceId` out. */
export class SlotRequestEvent extends PublicEvent<{ practiceId?: string; start: string }> {
  constructor(detail: { practiceId?: string; start: string }) {
    super('relais-slot-request', detail, true);
  }
}

/** A seat is kept for the person until `expiresAt`. */
export class SlotHeldEvent extends PublicEvent<{
  holdId: string;
  practiceId: string;
  start: string;
  expiresAt: string;
}> {
  constructor(detail: { holdId: string; practiceId: string; start: string; expiresAt: string }) {
    super('relais-slot-held', detail);
  }
}

/** Asked before the held seat is booked, or a booking moved to it; cancel it to stay on the form. */
export class BookingRequestEvent extends PublicEvent<{ holdId: string }> {
  constructor(detail: { holdId: string }) {
    super('relais-booking-request', detail, true);
  }
}

/** The server has confirmed the booking. */
export class SlotBookedEvent extends PublicEvent<{ bookingId: string; practiceId: string; start: string }> {
  constructor(detail: { bookingId: string; practiceId: string; start: string }) {
    super('relais-slot-booked', detail);
  }
}

/** The server has put the booking on another seat. */
export class BookingMovedEvent extends PublicEvent<{ bookingId: string; practiceId: string; start: string }> {
  constructor(detail: { bookingId: string; practiceId: string; start: string }) {
    super('relais-booking-moved', detail);
  }
}

/** The server has cancelled the booking and freed its seat. */
export class BookingCancelledEvent extends PublicEvent<{ bookingId: string }> {
  constructor(detail: { bookingId: string }) {
    super('relais-booking-cancelled', detail);
  }
}

/** The severity checklist led elsewhere than to a booking. Says where, never which sign. */
export class SlotRedirectedEvent extends PublicEvent<{ outcome: RedirectedOutcome }> {
  constructor(detail: { outcome: RedirectedOutcome }) {
    super('relais-slot-redirected', detail);
  }
}

/** What events say of a booking. */
export function bookingDetail({ id, seat }: Booking): { bookingId: string; practiceId: string; start: string } {
  return { bookingId: id, practiceId: seat.practiceId, start: seat.start };
}

declare global {
  // Elements and the document alike: a host may listen where it likes.
  interface GlobalEventHandlersEventMap {
    'relais-slot-request': SlotRequestEvent;
    'relais-slot-held': SlotHeldEvent;
    'relais-booking-request': BookingRequestEvent;
    'relais-slot-booked': SlotBookedEvent;
    'relais-booking-moved': BookingMovedEvent;
    'relais-booking-cancelled': BookingCancelledEvent;
    'relais-slot-redirected': SlotRedirectedEvent;
  }
}
