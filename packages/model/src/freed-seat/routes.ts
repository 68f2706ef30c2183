import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { Booking } from '../booking/index.ts';
import { AnsweredOffer, FreedSeatList, OfferView } from './offers.ts';

export const listFreedSeats = {
  name: 'listFreedSeats',
  method: 'GET',
  path: '/freed-seats',
  answer: { status: 200, type: JSON_TYPE, schema: FreedSeatList },
} as const satisfies Route;

export const readOffer = {
  name: 'readOffer',
  method: 'GET',
  path: '/seat-offers/{offer}',
  answer: { status: 200, type: JSON_TYPE, schema: OfferView },
} as const satisfies Route;

export const answerOffer = {
  name: 'answerOffer',
  method: 'POST',
  path: '/seat-offers/{offer}/answer',
  answer: { status: 200, type: JSON_TYPE, schema: AnsweredOffer },
} as const satisfies Route;

export const restoreBooking = {
  name: 'restoreBooking',
  method: 'POST',
  path: '/bookings/{booking}/restoration',
  answer: { status: 200, type: JSON_TYPE, schema: Booking },
} as const satisfies Route;
