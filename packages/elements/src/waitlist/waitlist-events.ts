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

/** A waiting list, or who is on it, has changed here. */
export class WaitingListChangeEvent extends PublicEvent<{ list: string }> {
  constructor(detail: { list: string }) {
    super('relais-waiting-list-change', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-callback-claimed': CallbackClaimedEvent;
    'relais-callback-closed': CallbackClosedEvent;
    'relais-waiting-list-change': WaitingListChangeEvent;
  }
}
