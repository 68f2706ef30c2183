// The part of the SDK our elements use, loaded in one piece on first use: what is not named here is left out of the bundle.
export { bookingFragment, createClient, evaluateChecklist, groupByHalfDay, parseBookingFragment } from '@relais/sdk';
