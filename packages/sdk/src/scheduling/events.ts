import { AvailabilityMessage } from '@relais/model';
import type { ResetMessage } from '@relais/model';
import type { RelaisError } from '../core/errors.ts';
import type { ConnectionState, Topic } from '../core/follow.ts';
import { listen } from '../core/live.ts';
import type { Live } from '../core/live.ts';
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

const availabilityTopic: Topic<AvailabilityMessage, 'audience' | 'label'> = {
  name: 'availability',
  message: AvailabilityMessage,
  query: ['audience', 'label'],
};

export function createEvents(live: Live): Events {
  return {
    subscribe({ onAvailability, onReset, onState }, { after, audience, label } = {}) {
      const listener = listen(availabilityTopic, { audience, label }, (message) => onAvailability?.(message));
      return live.follow({ listeners: [listener], after, onReset, onState });
    },
  };
}
