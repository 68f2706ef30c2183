import type { AvailabilityMessage, ResetMessage } from '@relais/model';
import { UnreachableError } from './errors.ts';
import type { RelaisError } from './errors.ts';
import type { SlotQuery } from '../scheduling/slots.ts';
import type { Transport } from './transport.ts';
import type { Sleep } from './waiting.ts';

/** `waiting`: cut off, and about to try again. `stopped`: for good, with the reason when it was not the caller. */
export type LiveState = 'connecting' | 'live' | 'waiting' | 'stopped';

export interface EventHandlers {
  /** What is left of some slots, in order, each change once. */
  readonly onAvailability?: (message: AvailabilityMessage) => void;
  /** Openings or settings changed, or too much was missed: ask for the list again. */
  readonly onReset?: (message: ResetMessage) => void;
  readonly onState?: (state: LiveState, error?: RelaisError) => void;
}

export interface SubscribeOptions extends Pick<SlotQuery, 'audience' | 'label'> {
  /** Sequence to go on from, that of the list shown; from now on when absent. */
  readonly after?: number | undefined;
}

export interface Events {
  /** Follows live changes, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: EventHandlers, options?: SubscribeOptions): () => void;
}

export interface EventsSettings {
  readonly transport: Transport;
  readonly sleep: Sleep;
  readonly random: () => number;
}

export function createEvents(settings: EventsSettings): Events {
  return {
    subscribe(handlers, options = {}) {
      const controller = new AbortController();
      const { signal } = controller;
      // Nobody needs live changes to hold and confirm: their reader is not part of the first bytes.
      import('./live.ts')
        .then(({ follow }) => follow({ ...settings, handlers, signal, options }))
        .catch((cause: unknown) => {
          if (!signal.aborted)
            handlers.onState?.('stopped', new UnreachableError('Live changes could not be loaded', { cause }));
        });
      return () => controller.abort();
    },
  };
}
