import type { CallbackOutcome } from '@relais/sdk';
import { PublicEvent } from '../ui/public-event.ts';

/** Whoever sits here has taken a call. A host that shows what is known of it, or a planning, opens it by the id. */
export class CallbackClaimedEvent extends PublicEvent<{ callbackId: string }> {
  constructor(detail: { callbackId: string }) {
    super('relais-callback-claimed', detail);
  }
}

/** A call has ended here. */
export class CallbackClosedEvent extends PublicEvent<{ callbackId: string; outcome: CallbackOutcome }> {
  constructor(detail: { callbackId: string; outcome: CallbackOutcome }) {
    super('relais-callback-closed', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-callback-claimed': CallbackClaimedEvent;
    'relais-callback-closed': CallbackClosedEvent;
  }
}
