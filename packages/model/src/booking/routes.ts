import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { Booking, Hold, NewBooking } from './bookings.ts';
import { BookingSettings } from './settings.ts';

export const createHold = {
  name: 'createHold',
  method: 'POST',
  path: '/holds',
  answer: { status: 201, type: JSON_TYPE, schema: Hold },
} as const satisfies Route;

export const releaseHold = {
  name: 'releaseHold',
  method: 'DELETE',
  path: '/holds/{hold}',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const createBooking = {
  name: 'createBooking',
  method: 'POST',
  path: '/bookings',
  answer: { status: 201, type: JSON_TYPE, schema: NewBooking },
} as const satisfies Route;

export const readBooking = {
  name: 'readBooking',
  method: 'GET',
  path: '/bookings/{booking}',
  answer: { status: 200, type: JSON_TYPE, schema: Booking },
} as const satisfies Route;

export const moveBooking = {
  name: 'moveBooking',
  method: 'PATCH',
  path: '/bookings/{booking}',
  answer: { status: 200, type: JSON_TYPE, schema: Booking },
} as const satisfies Route;

export const cancelBooking = {
  name: 'cancelBooking',
  method: 'DELETE',
  path: '/bookings/{booking}',
  answer: { status: 200, type: JSON_TYPE, schema: Booking },
} as const satisfies Route;

export const cancelAtDesk = {
  name: 'cancelAtDesk',
  method: 'POST',
  path: '/bookings/{booking}/cancellation',
  answer: { status: 200, type: JSON_TYPE, schema: Booking },
} as const satisfies Route;

export const readCalendar = {
  name: 'readCalendar',
  method: 'GET',
  path: '/bookings/{booking}/calendar',
  answer: { status: 200, type: 'text/calendar' },
} as const satisfies Route;

export const readBookingSettings = {
  name: 'readBookingSettings',
  method: 'GET',
  path: '/settings/booking',
  answer: { status: 200, type: JSON_TYPE, schema: BookingSettings, tagged: true },
} as const satisfies Route;

export const importBookingSettings = {
  name: 'importBookingSettings',
  method: 'PUT',
  path: '/settings/booking',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
