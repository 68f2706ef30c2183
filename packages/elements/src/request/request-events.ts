import { PublicEvent } from '../ui/public-event.ts';

/** A patient has asked to be called back. The detail names the request, and neither who nor why. */
export class RequestLeftEvent extends PublicEvent<{ requestId: string }> {
  constructor(detail: { requestId: string }) {
    super('relais-request-left', detail);
  }
}

/** A patient has taken her request back. */
export class RequestWithdrawnEvent extends PublicEvent<{ requestId: string }> {
  constructor(detail: { requestId: string }) {
    super('relais-request-withdrawn', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-request-left': RequestLeftEvent;
    'relais-request-withdrawn': RequestWithdrawnEvent;
  }
}
