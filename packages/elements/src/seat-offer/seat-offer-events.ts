import { PublicEvent } from '../ui/public-event.ts';

/** The person has answered. A host may take her on from here; it is told which offer, and neither who nor why. */
export class OfferAnsweredEvent extends PublicEvent<{ offerId: string; answer: 'yes' | 'no' }> {
  constructor(detail: { offerId: string; answer: 'yes' | 'no' }) {
    super('relais-offer-answered', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-offer-answered': OfferAnsweredEvent;
  }
}
