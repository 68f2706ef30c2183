import type { ProblemCatalogue } from '../core/problems.ts';

export const bookingProblems = {
  'slot-taken': { status: 409, title: 'Somebody else has taken this slot' },
  'window-full': { status: 409, title: 'No seat is free in this window' },
  'slot-not-bookable': { status: 409, title: 'This slot cannot be booked now' },
  'session-overbooked': { status: 409, title: 'This session has as many bookings above its capacity as it may' },
  'too-many-holds': { status: 409, title: 'Two seats are already held for this client' },
  'duplicate-booking': { status: 409, title: 'This person already has a live booking' },
  'possible-duplicate': { status: 409, title: 'Somebody much like this person already has a live booking' },
  'booking-cancelled': { status: 409, title: 'This booking is cancelled' },
  'change-overtaken': { status: 409, title: 'This change cannot be taken back any more' },
  'deadline-passed': { status: 409, title: 'It is too late to change this booking' },
  'checklist-outdated': { status: 409, title: 'The severity checklist has a newer version' },
  'hold-expired': { status: 410, title: 'The seat is no longer held' },
  'checklist-blocks-booking': { status: 422, title: 'The severity checklist does not lead to a booking' },
} as const satisfies ProblemCatalogue;
