import { ResetMessage } from '@relais/model';
import type { Route } from '@relais/model';
import type * as z from 'zod/mini';
import { pathOf } from './call.ts';
import { canHeal, ContractError, parseAnswer, RelaisError } from './errors.ts';
import { createEventParser } from './event-stream.ts';
import type { StreamEvent } from './event-stream.ts';
import type { Transport } from './transport.ts';
import { within } from './waiting.ts';
import type { Sleep } from './waiting.ts';

/** Live messages of one kind, as a subject declares them. */
export interface Topic<Message extends Sequenced = Sequenced> {
  /** Its name in the address of the stream, and of its messages on it. */
  readonly name: string;
  readonly message: z.ZodMiniType<Message>;
}

/** Every live message says where in the structure's log it stands. */
interface Sequenced {
  readonly sequence: number;
}

/** A topic that somebody follows; made by `listen`. */
export interface Listener {
  readonly topic: Topic;
  /** Parameters of the topic, which say which of its messages are meant. */
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly onMessage: (message: never) => void;
}

/** `waiting`: cut off, and about to try again. `stopped`: for good, with the reason when it was not the caller. */
export type ConnectionState = 'connecting' | 'open' | 'waiting' | 'stopped';

export interface Following {
  /** One for each topic; they share a connection. */
  readonly listeners: readonly Listener[];
  /** Token of a link to one thing, where it says who may hear; without it, that of whoever is signed in. */
  readonly token?: string | undefined;
  /** Sequence to go on from, that of what is shown; from now on when absent. */
  readonly after?: number | undefined;
  /** Much has changed, or too much was missed: ask for everything again. */
  readonly onReset?: ((message: ResetMessage) => void) | undefined;
  readonly onState?: ((state: ConnectionState, error?: RelaisError) => void) | undefined;
}

/** Outside things, all passed in. */
export interface LiveSettings {
  readonly transport: Transport;
  /** The stream of events in the contract. */
  readonly route: Route;
  readonly sleep: Sleep;
  readonly random: () => number;
}

/** Live servers send something, a comment at least, far more often; a line silent for longer is dead though it looks open. */
const SILENCE_MILLISECONDS = 45_000;
const FIRST_PAUSE_MILLISECONDS = 1000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/**
 * Reads the stream and tells the listeners, connecting again with jittered pauses, until the signal aborts or the server refuses.
 * Nothing is told once the signal has aborted.
 */
export async function follow(settings: LiveSettings, following: Following, signal: AbortSignal): Promise<void> {
  const { transport, route, sleep, random } = settings;
  const { listeners, token, onReset, onState } = following;
  const topic = listeners.map((listener) => listener.topic.name).join(',');
  const query = Object.assign({ topic }, ...listeners.map((listener) => listener.query)) as Listener['query'];
  const path = pathOf(route, { query });
  /** Where the stream goes on from after a cut. */
  let position = following.after;
  /** The last message heard of each topic: a server that resumes a little early must not be heard twice. */
  let heard = new Map<Topic, number>();
  let floor = following.after ?? -1;
  let cuts = 0;

  while (!signal.aborted) {
    let failure: unknown;
    try {
      tell(() => onState?.('connecting'));
      await readOnce();
    } catch (error) {
      if (isFinal(error)) {
        tell(() => onState?.('stopped', error));
        return;
      }
      failure = error;
    }
    tell(() => onState?.('waiting'));
    await sleep(pauseAfter(failure), signal).catch(() => undefined);
  }

  function readOnce(): Promise<void> {
    const resumed = position !== undefined && { 'Last-Event-ID': String(position) };
    return transport.stream(
      { method: 'GET', path, token },
      { Accept: 'text/event-stream', ...resumed },
      signal,
      readEvents,
    );
  }

  async function readEvents({ body }: Response): Promise<void> {
    if (!body) throw new ContractError('The stream of events has no body');
    tell(() => onState?.('open'));
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
    const listener = listeners.find(({ topic }) => topic.name === event);
    if (listener) {
      const message = parseAnswer(listener.topic.message, data);
      if (message.sequence <= (heard.get(listener.topic) ?? floor)) return;
      heard.set(listener.topic, message.sequence);
      tell(() => listener.onMessage(message as never));
    } else if (event === 'reset') {
      const message = parseAnswer(ResetMessage, data);
      // After a restored backup the log may count from lower down.
      heard = new Map();
      floor = message.sequence;
      tell(() => onReset?.(message));
    }
  }

  /** By the ids of the stream, with a message or without: who is cut off before the first message comes back to the same place. */
  function passTo(id: string): void {
    if (/^\d+$/.test(id)) position = Number(id);
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
