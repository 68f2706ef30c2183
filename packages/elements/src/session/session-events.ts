import type { SignedOutReason } from '@relais/sdk';
import { PublicEvent } from '../ui/public-event.ts';

/** Somebody is signed in to this structure. */
export class SignedInEvent extends PublicEvent<{ structureId: string }> {
  constructor(detail: { structureId: string }) {
    super('relais-signed-in', detail);
  }
}

/** Nobody is signed in any more, or nobody was. */
export class SignedOutEvent extends PublicEvent<{ reason: SignedOutReason }> {
  constructor(detail: { reason: SignedOutReason }) {
    super('relais-signed-out', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-signed-in': SignedInEvent;
    'relais-signed-out': SignedOutEvent;
  }
}
