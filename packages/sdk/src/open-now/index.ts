import { OpenNowMessage, openNowRoutes } from '@relais/model';
import type { OpenNow } from '@relais/model';
import { listen } from '../core/index.ts';
import type { CallOptions, ClientCore, ConnectionState, Topic } from '../core/index.ts';

export interface OpenNowHandlers {
  /** Seats or visits have changed, or messages were missed: read again. */
  readonly onChange: () => void;
  readonly onState?: (state: ConnectionState) => void;
}

/** What is open now in a structure, for whoever sends people there. */
export interface OpenNowReader {
  read(options?: CallOptions): Promise<OpenNow>;
  /** Follows changes from a `sequence` on, over cuts and server restarts, until the function it gives is called. */
  subscribe(handlers: OpenNowHandlers, after?: number): () => void;
}

const topic: Topic<OpenNowMessage> = { name: 'openNow', message: OpenNowMessage };

export function createOpenNow({ core: { call, live } }: { readonly core: ClientCore }): OpenNowReader {
  return {
    read: (options) => call(openNowRoutes.readOpenNow, {}, options?.signal),
    subscribe({ onChange, onState }, after) {
      return live.follow({ listeners: [listen(topic, {}, onChange)], after, onReset: onChange, onState });
    },
  };
}

export type { ClosedSite, ClosureCause, DayStanding, OpenNow, OpenSite, SentBooking, SentState } from '@relais/model';
