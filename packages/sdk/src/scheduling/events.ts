import { AvailabilityMessage } from '@relais/model';
import type { ResetMessage } from '@relais/model';
import { listen } from '../core/index.ts';
import type { ConnectionState, Live, RelaisError, Topic } from '../core/index.ts';
import type { SlotQuery } from './slots.ts';

export interface EventHandlers {
  /** What is left of some slots, in order, each change once. */
  readonly onAvailability?: (message: AvailabilityMessage) => void;
  /** Openings or settings changed, or too much was missed: ask for the list again. */
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: ConnectionState, error?: RelaisError) => void;
}

export interface SubscribeOptions extends Pick<SlotQuery, 'audience' | 'label'> {
  /** Sequence to go on from, that of the list shown; from now on when absent. */
  readonly after?: number | undefined;
}

export interface Events {
  /** Follows live changes of what is free, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: EventHandlers, options?: SubscribeOptions): () => void;
}

const availability: Topic<AvailabilityMessage> = { name: 'availability', message: AvailabilityMessage };

export function createEvents(live: Live): Events {
  return {
    subscribe({ onAvailability, onReset, onState }, { after, audience, label } = {}) {
      const listener = listen(availability, { audience, label }, (message) => onAvailability?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
