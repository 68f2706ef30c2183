import { AvailabilityMessage, ResetMessage, schedulingRoutes } from '@relais/model';
import { pathOf } from './call.ts';
import { canHeal, ContractError, parseAnswer, RelaisError } from './errors.ts';
import { createEventParser } from './event-stream.ts';
import type { StreamEvent } from './event-stream.ts';
import type { EventHandlers, EventsSettings, SubscribeOptions } from './events.ts';
import { within } from './waiting.ts';

export interface FollowSettings extends EventsSettings {
  readonly handlers: EventHandlers;
  readonly signal: AbortSignal;
  readonly options: SubscribeOptions;
}

/** Live servers send something, a comment at least, far more often; a line silent for longer is dead though it looks open. */
const SILENCE_MILLISECONDS = 45_000;
const FIRST_PAUSE_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/**
 * Reads the stream and tells the handlers, connecting again with jittered pauses, until the signal aborts or the server refuses.
 * Nothing is told once the signal has aborted.
 */
export async function follow(settings: FollowSettings): Promise<void> {
  const { transport, handlers, signal, sleep, random, options } = settings;
  const { audience, label } = options;
  const path = pathOf(schedulingRoutes.streamEvents, { query: { audience, label } });
  let last = options.after;
  let cuts = 0;

  while (!signal.aborted) {
    let failure: unknown;
    try {
      tell(() => handlers.onState?.('connecting'));
      await readOnce();
    } catch (error) {
      if (isFinal(error)) {
        tell(() => handlers.onState?.('stopped', error));
        return;
      }
      failure = error;
    }
    tell(() => handlers.onState?.('waiting'));
    await sleep(pauseAfter(failure), signal).catch(() => undefined);
  }

  function readOnce(): Promise<void> {
    const headers = { Accept: 'text/event-stream', ...(last !== undefined && { 'Last-Event-ID': String(last) }) };
    return transport.stream({ method: 'GET', path }, headers, signal, readEvents);
  }

  async function readEvents({ body }: Response): Promise<void> {
    if (!body) throw new ContractError('The stream of events has no body');
    tell(() => handlers.onState?.('live'));
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const feed = createEventParser(take, passTo);
    try {
      for (;;) {
        const { done, value } = await within(SILENCE_MILLISECONDS, sleep, signal, () => reader.read());
        if (done) return;
        cuts = 0;
        feed(value);
      }
    } finally {
      void reader.cancel().catch(() => undefined);
    }
  }

  function take({ event, data }: StreamEvent): void {
    if (event === 'availability') {
      const message = parseAnswer(AvailabilityMessage, data);
      // A server that resumes a little early must not be heard twice.
      if (last !== undefined && message.sequence <= last) return;
      last = message.sequence;
      tell(() => handlers.onAvailability?.(message));
    } else if (event === 'reset') {
      const message = parseAnswer(ResetMessage, data);
      last = message.sequence;
      tell(() => handlers.onReset?.(message));
    }
  }

  /** Where the stream begins: who is cut off before the first message comes back to the same place, and misses none. */
  function passTo(id: string): void {
    if (/^\d+$/.test(id)) last ??= Number(id);
  }

  /** Thousands of pages are cut off at once when a server restarts: none comes back at once, nor all together, nor before it is asked to. */
  function pauseAfter(failure: unknown): number {
    if (failure instanceof RelaisError && failure.retryAfter !== undefined) {
      return failure.retryAfter * 1000 * (1 + random() / 2);
    }
    const pause = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** cuts);
    cuts += 1;
    return pause * (0.5 + random() / 2);
  }

  /** A handler's own mistake is the host's to hear of, not a reason to reconnect. */
  function tell(handler: () => void): void {
    if (signal.aborted) return;
    try {
      handler();
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function isFinal(error: unknown): error is RelaisError {
  return error instanceof RelaisError && !canHeal(error);
}
