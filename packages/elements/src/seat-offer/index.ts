export { SeatOfferElement } from './seat-offer.ts';
export { OfferAnsweredEvent } from './seat-offer-events.ts';
export type { SeatOfferStrings } from './words/fr.ts';
