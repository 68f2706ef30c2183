import { PublicEvent } from '../ui/public-event.ts';

/** A planning was published here, or the last one taken back. */
export class PlanningPublishedEvent extends PublicEvent<{ version: number }> {
  constructor(detail: { version: number }) {
    super('relais-planning-published', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-planning-published': PlanningPublishedEvent;
  }
}
