import { PublicEvent } from '../ui/public-event.ts';

/** A visit has been closed. */
export class VisitClosedEvent extends PublicEvent<{ readonly visitId: string }> {
  constructor(detail: { readonly visitId: string }) {
    super('relais-visit-closed', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-visit-closed': VisitClosedEvent;
  }
}
