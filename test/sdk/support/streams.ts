import { createClient } from '@relais/sdk';
import type { Client, EventHandlers, ConnectionState } from '@relais/sdk';
import { createHandClock } from './clock.ts';
import type { HandClock } from './clock.ts';

/** One connection to a scripted stream of events: what the reader asked for, and what the test makes it hear. */
export interface Connection {
  readonly request: Request;
  readonly isCancelled: () => boolean;
  say(text: string): void;
  end(): void;
  fail(): void;
}

export interface LiveSetting {
  readonly client: Client;
  readonly clock: HandClock;
  readonly connections: readonly Connection[];
  /** What the handlers were told, in order. */
  readonly heard: string[];
  readonly handlers: EventHandlers;
}

/** A client whose `/events` gives streams the test speaks into, or the answers given first. */
export function createLiveSetting(answers: Response[] = []): LiveSetting {
  const clock = createHandClock();
  const connections: Connection[] = [];
  const heard: string[] = [];
  const client = createClient({
    api: 'https://agenda.test',
    structure: 'cpts',
    storage: 'memory',
    now: clock.now,
    sleep: clock.sleep,
    random: () => 1,
    isOnline: () => true,
    fetch: (request) => answers.shift() ?? openStream(request, connections),
  });
  const handlers: EventHandlers = {
    onAvailability: ({ sequence }) => void heard.push(`availability ${sequence}`),
    onReset: ({ sequence }) => void heard.push(`reset ${sequence}`),
    onState: (state: ConnectionState, error) => void heard.push(error ? `${state} ${error.code}` : state),
  };
  return { client, clock, connections, heard, handlers };
}

export function availability(sequence: number, remaining = 1, start = '2026-11-09T09:00:00Z'): string {
  const message = { sequence, at: '2026-11-09T07:00:00Z', slots: [{ practiceId: 'p1', start, remaining }] };
  return `id: ${sequence}\nevent: availability\ndata: ${JSON.stringify(message)}\n\n`;
}

export function reset(sequence: number): string {
  return `id: ${sequence}\nevent: reset\ndata: ${JSON.stringify({ sequence })}\n\n`;
}

function openStream(request: Request, connections: Connection[]): Response {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      connections.push({
        request,
        isCancelled: () => cancelled,
        say: (text) => stream.enqueue(new TextEncoder().encode(text)),
        end: () => stream.close(),
        fail: () => stream.error(new TypeError('network error')),
      });
    },
    cancel() {
      cancelled = true;
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
}
