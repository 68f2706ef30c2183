import { PublicEvent } from '../ui/public-event.ts';

/** Accounts were corrected by hand. */
export class LedgerCorrectedEvent extends PublicEvent<{ readonly correction: string }> {
  constructor(detail: { readonly correction: string }) {
    super('relais-ledger-corrected', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-ledger-corrected': LedgerCorrectedEvent;
  }
}
