import type { operations } from '@relais/model';
import { topics as contract, usualTopic } from '@relais/model';
import { actorOf, requireAccess } from '../http/access.ts';
import { professionalIdOf } from '../actors.ts';
import type { ServiceContext } from '../context.ts';
import type { Call, ReadHandler } from '../http/call.ts';
import { invalid } from '../http/parse.ts';
import { addressOwner } from '../limits/address.ts';
import type { EventRow } from '../log/event.ts';
import { ProblemError } from '../problem.ts';
import type { FeedMessage, LiveFeed } from './feed.ts';
import type { Following, Topic } from './topic.ts';

type StreamCall = Call<typeof operations.streamEvents>;

/** Streams one backend keeps open at most; a live list is a comfort, answering the others is not. */
const MOST_STREAMS = 2000;
/** And of these for one owner of addresses: a whole practice may share one, one machine must not take them all. */
export const MOST_STREAMS_PER_OWNER = 100;
/** Messages waiting for a reader that does not read; it is let go and resumes when it can. */
const MOST_WAITING = 100;
/** How long a reader waits before it comes back, in milliseconds. */
const RETRY_MS = 2000;

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
};

/** What can be listened to, and the types of events after which a professional may do less. */
export interface Broadcast {
  readonly topics: Readonly<Record<string, Topic>>;
  readonly narrowing: readonly string[];
}

/** The event streams of one application. */
export class EventStreams {
  readonly #context: ServiceContext;
  readonly #topics: Readonly<Record<string, Topic>>;
  readonly #narrowing: ReadonlySet<string>;
  readonly #feed: LiveFeed;
  readonly #streams = new Set<EventStream>();
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(context: ServiceContext, { topics, narrowing }: Broadcast, feed: LiveFeed, heartbeatMs: number) {
    this.#context = context;
    this.#topics = topics;
    this.#narrowing = new Set(narrowing);
    this.#feed = feed;
    this.#timer = setInterval(() => this.#beat(), heartbeatMs);
    if (typeof this.#timer === 'object') (this.#timer as { unref?: () => void }).unref?.();
  }

  get handler(): ReadHandler<StreamCall['operation']> {
    return (call) => {
      // Nobody reads what comes after a HEAD: a stream would stay open for no one.
      if (call.request.method === 'HEAD') return Promise.resolve(new Response(null, { headers: STREAM_HEADERS }));
      const owner = addressOwner(call.address);
      const ofOwner = [...this.#streams].filter((stream) => stream.owner === owner).length;
      if (this.#streams.size >= MOST_STREAMS || ofOwner >= MOST_STREAMS_PER_OWNER) {
        throw new ProblemError('unavailable', { retryAfter: 30 });
      }
      return Promise.resolve(this.#open(call, owner));
    };
  }

  close(): void {
    clearInterval(this.#timer);
    for (const stream of this.#streams) stream.end();
    this.#feed.close();
  }

  #open(call: StreamCall, owner: string): Response {
    const followings = this.#readFollowings(call);
    const position = readPosition(call);
    const stream = new EventStream(owner, position);
    const unfollow = this.#feed.follow({
      structureId: call.structureId,
      followings,
      position,
      isLast: this.#lastFor(call),
      end: () => stream.end(),
      send: (messages) => stream.send(messages),
    });
    this.#streams.add(stream);
    stream.onEnd = () => {
      this.#streams.delete(stream);
      unfollow();
    };
    call.request.signal.addEventListener('abort', () => stream.end(), { once: true });
    return new Response(stream.body, { headers: STREAM_HEADERS });
  }

  /**
   * Whoever was let in is not asked again while the stream is open: it ends when they may do less, and who still may hear comes back. What happened
   * before they were let in is known of already, also where the stream is resumed from further back.
   */
  #lastFor({ principal, view }: StreamCall): (row: EventRow) => boolean {
    const id = professionalIdOf(actorOf(principal));
    const { sequence: known } = view;
    return ({ sequence, subject, type }) => sequence > known && subject === id && this.#narrowing.has(type);
  }

  /** What the reader names, each topic once it may be heard by this caller. */
  #readFollowings(call: StreamCall): ReadonlyMap<string, Following> {
    const names = (call.query.get('topic') ?? usualTopic).split(',');
    return new Map(
      names.map((name) => {
        const topic = Object.hasOwn(this.#topics, name) ? this.#topics[name] : undefined;
        if (!topic) {
          throw invalid({ path: 'topic', message: 'is not known', accepted: Object.keys(contract).join(', ') });
        }
        requireAccess(topic.contract.access, call.principal);
        return [name, topic.follow(this.#context, call)];
      }),
    );
  }

  /** A sign of life, and a look at the log in case an announcement was lost. */
  #beat(): void {
    for (const stream of this.#streams) stream.comment('alive');
    this.#feed.wake();
  }
}

/** One response that goes on until either side ends it. */
class EventStream {
  readonly owner: string;
  readonly body: ReadableStream<Uint8Array>;
  onEnd: () => void = () => undefined;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  /** Begins with its position, so that a reader cut off before the first message comes back to the same place. */
  constructor(owner: string, position: number) {
    this.owner = owner;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        this.#write(`retry: ${RETRY_MS}\nid: ${position}\n\n`);
      },
      cancel: () => this.#forget(),
    });
  }

  /** The last alone says the place: a reader who is cut off between two topics of one change comes back to both. */
  send(messages: readonly FeedMessage[]): void {
    messages.forEach(({ type, data }, index) => {
      const id = index === messages.length - 1 ? `id: ${data.sequence}\n` : '';
      this.#write(`event: ${type}\n${id}data: ${JSON.stringify(data)}\n\n`);
    });
  }

  comment(text: string): void {
    this.#write(`: ${text}\n\n`);
  }

  end(): void {
    const controller = this.#controller;
    if (!controller) return;
    this.#forget();
    controller.close();
  }

  #write(text: string): void {
    const controller = this.#controller;
    if (!controller) return;
    if ((controller.desiredSize ?? 0) < -MOST_WAITING) this.end();
    else controller.enqueue(this.#encoder.encode(text));
  }

  #forget(): void {
    if (!this.#controller) return;
    this.#controller = undefined;
    this.onEnd();
  }
}

/** Where the reader goes on from: the last message it had, else the sequence it names, else now. */
function readPosition({ request, query, view }: Call): number {
  const text = request.headers.get('last-event-id') ?? query.get('after');
  if (text === null || text === '') return view.sequence;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalid({ path: 'after', message: 'is not a sequence', accepted: 'a whole number' });
}
