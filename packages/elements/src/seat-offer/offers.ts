// What is loaded when an offer is opened: its calls and its links, and nothing of the desk.
export { bookingFragment, parseOfferFragment } from '@relais/sdk';
export { createOffers } from '@relais/sdk/freed-seat';
