import { PublicEvent } from '../ui/public-event.ts';

/** A volunteer has answered a call for duties. The detail names the answers, and neither who nor what. */
export class DutyAnsweredEvent extends PublicEvent<{ answerId: string }> {
  constructor(detail: { answerId: string }) {
    super('relais-duty-answered', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-duty-answered': DutyAnsweredEvent;
  }
}
