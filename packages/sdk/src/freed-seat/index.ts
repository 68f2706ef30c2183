export { createFreedSeats } from './freed-seats.ts';
export type { FreedSeats, FreedSeatsState } from './freed-seats.ts';
export { createOffers } from './offers.ts';
export type { OfferLink, Offers } from './offers.ts';
