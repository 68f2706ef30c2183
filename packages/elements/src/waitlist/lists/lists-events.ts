import { PublicEvent } from '../../ui/public-event.ts';

/** A waiting list, or who is on it, has changed here. */
export class WaitingListChangeEvent extends PublicEvent<{ list: string }> {
  constructor(detail: { list: string }) {
    super('relais-waiting-list-change', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-waiting-list-change': WaitingListChangeEvent;
  }
}
