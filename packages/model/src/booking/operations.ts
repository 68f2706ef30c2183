import { documentProblems, siteProblems, writeProblems } from '../core/operation.ts';
import type { Operation } from '../core/operation.ts';
import type { Role } from '../core/roles.ts';
import { BookingRequest, CancellationRequest, HoldRequest, MoveRequest } from './requests.ts';
import { BookingSettings } from './settings.ts';
import * as routes from './routes.ts';

/** Who changes the bookings of others. */
export const frontDesk = ['secretary', 'dispatcher'] as const satisfies readonly Role[];

/** Who books above a session's capacity, as far as `secretaryOverbookPerSession` of the territory goes. */
export const overbookers = ['secretary'] as const satisfies readonly Role[];

export const bookingOperations = {
  createHold: {
    ...routes.createHold,
    summary: 'Keep one seat, or any seat of a window, for a few minutes',
    access: { public: true },
    body: HoldRequest,
    rateLimit: 'hold',
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'slot-taken',
      'window-full',
      'slot-not-bookable',
      'too-many-holds',
      'challenge-required',
      'challenge-invalid',
      'rate-limited',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  releaseHold: {
    ...routes.releaseHold,
    summary: 'Give the held seat back',
    access: { link: 'hold' },
    rateLimit: 'link',
    problems: ['unauthenticated', 'forbidden', 'hold-expired', ...siteProblems, ...writeProblems],
  },
  createBooking: {
    ...routes.createBooking,
    summary: 'Confirm the held seat for a person',
    access: { public: true },
    body: BookingRequest,
    rateLimit: 'booking',
    problems: [
      'invalid-request',
      'unauthenticated',
      'hold-expired',
      'duplicate-booking',
      'possible-duplicate',
      'checklist-outdated',
      'checklist-blocks-booking',
      'challenge-required',
      'challenge-invalid',
      'rate-limited',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  readBooking: {
    ...routes.readBooking,
    summary: 'The booking behind a link',
    access: { link: 'booking', roles: [...frontDesk, 'slotProvider', 'coordinator'], partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  moveBooking: {
    ...routes.moveBooking,
    summary: 'Put the booking on a held seat and free the old one, in one transaction',
    access: { link: 'booking', roles: frontDesk, partial: true },
    body: MoveRequest,
    rateLimit: 'link',
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'hold-expired',
      'booking-cancelled',
      'checklist-blocks-booking',
      'deadline-passed',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  cancelBooking: {
    ...routes.cancelBooking,
    summary: 'Cancel the booking and free its seat',
    access: { link: 'booking', roles: frontDesk, partial: true },
    rateLimit: 'link',
    problems: [
      'unauthenticated',
      'forbidden',
      'not-found',
      'booking-cancelled',
      'deadline-passed',
      ...siteProblems,
      ...writeProblems,
    ],
  },
  cancelAtDesk: {
    ...routes.cancelAtDesk,
    summary: 'Cancel the booking for a reason, at the desk, whatever its deadline',
    access: { roles: frontDesk, partial: true },
    body: CancellationRequest,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'not-found', 'booking-cancelled', ...writeProblems],
  },
  readCalendar: {
    ...routes.readCalendar,
    summary: 'The booking as an iCalendar file',
    access: { link: 'booking', roles: frontDesk, partial: true },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  readBookingSettings: {
    ...routes.readBookingSettings,
    summary: 'What the structure has decided about booking, to be changed and put back',
    access: { roles: ['structureAdmin', 'coordinator'] },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importBookingSettings: {
    ...routes.importBookingSettings,
    summary: 'Decide about booking: the reasons people choose from',
    access: { roles: ['structureAdmin', 'coordinator'] },
    body: BookingSettings,
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...documentProblems],
  },
} as const satisfies Record<string, Operation>;
