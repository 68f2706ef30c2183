import type { AvailabilityMessage } from '@relais/model';
import type { RelaisApp } from '../../../packages/server/src/app.ts';
import { STRUCTURE } from './territory.ts';

export interface ReceivedEvent<Data = AvailabilityMessage> {
  readonly type: string;
  readonly id: string;
  readonly data: Data;
}

/** Somebody who follows the live events, as an EventSource does. */
export interface EventReader<Data = AvailabilityMessage> {
  readonly response: Response;
  /** The next event, waited for. @throws when none comes */
  next(): Promise<ReceivedEvent<Data>>;
  /** What comes in the next milliseconds: for what must not come. */
  during(milliseconds: number): Promise<ReceivedEvent<Data>[]>;
  /** The next sign of life, waited for. @throws when none comes */
  nextComment(): Promise<string>;
  /** Whether the other side has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

const PATIENCE_MS = 60_000;

export async function followEvents(
  app: RelaisApp,
  query = '',
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const controller = new AbortController();
  const url = `http://relais.test/api/v1/structures/${STRUCTURE}/events${query}`;
  const response = await app.fetch(new Request(url, { headers, signal: controller.signal }));
  return readEvents(response, () => controller.abort());
}

/** Reads a stream that has been opened; `abort` closes it from this side. */
export function readEvents<Data = AvailabilityMessage>(
  response: Response,
  abort: () => void = () => undefined,
): EventReader<Data> {
  const events: ReceivedEvent<Data>[] = [];
  const comments: string[] = [];
  let wake: () => void = () => undefined;
  const ended = read(response, (block) => {
    if (block.startsWith(':')) comments.push(block.slice(1).trim());
    const event = parse<Data>(block);
    if (event) events.push(event);
    wake();
  });
  async function first<T>(heard: T[]): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    while (heard.length === 0) {
      if (Date.now() > deadline) throw new Error('Nothing came');
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 50);
      });
    }
    return heard.shift()!;
  }
  return {
    response,
    ended,
    next: () => first(events),
    nextComment: () => first(comments),
    during: async (milliseconds) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return events.splice(0);
    },
    close: abort,
  };
}

async function read(response: Response, hear: (block: string) => void): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      blocks.forEach(hear);
    }
  } catch {
    // Cut by us.
  }
}

function parse<Data>(block: string): ReceivedEvent<Data> | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return {
    type: fields.get('event') ?? 'message',
    id: fields.get('id') ?? '',
    data: JSON.parse(data) as Data,
  };
}
