import { PublicEvent } from '../ui/public-event.ts';

/** An action was declared, or an entry put right: figures that count it have moved. */
export class ActionDeclaredEvent extends PublicEvent<{ action: string }> {
  constructor(detail: { action: string }) {
    super('relais-action-declared', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'relais-action-declared': ActionDeclaredEvent;
  }
}
