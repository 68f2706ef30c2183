export { orderCallbacks, placeOf, whyAway } from './call-back-order.ts';
export { doctorWaitUntil, isAwaitingDoctor } from './doctor-first.ts';
export { explainPlace, sayMinutes } from './explain-place.ts';
export { nextSeatStep } from './freed-seat.ts';
export { expectedBy, halfDayWindows, serviceWindows } from './service-hours.ts';

export type { AwayReason, QueueEntry, QueuePlace } from './call-back-order.ts';
export type { DoctorCase, DoctorRule, DoctorWait } from './doctor-first.ts';
export type {
  FreedSeat,
  OfferRules,
  PassedEntry,
  PassedOver,
  SeatOffer,
  SeatQuestion,
  SeatSeeker,
  SeatStep,
} from './freed-seat.ts';
export type { ServiceWindow } from './service-hours.ts';
