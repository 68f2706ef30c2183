import { deskRoutes } from '@relais/model';
import type { CallbackAction, CallbackReceipt } from '@relais/model';
import { createOutbox, NotFoundError, PASSING_REFUSALS, RefusedError } from '../core/index.ts';
import type { ClientCore, PendingWrite } from '../core/index.ts';

/** Something done at the desk that the server has not answered yet. */
export interface Change {
  readonly callbackId: string;
  readonly action: CallbackAction;
  /** When it was done, milliseconds of the server's clock as far as it was known. */
  readonly at: number;
}

/** A change that was not taken: the entry was no longer what it was done on, or the server refuses it. The person decides what to do now. */
export interface ReturnedChange extends Change {
  /** Unique among those returned. */
  readonly key: string;
  /** Of the refusal: `callback-claimed`, `callback-closed`, `clinician-needed`… `built-on` for what came after a change that was refused. */
  readonly code: string;
}

/** `waiting`: kept on this device, and sent as soon as the server can be reached. */
export type ChangeEnd = 'done' | 'waiting' | 'returned';

interface Notes {
  readonly at: number;
}

/** A change that is kept. `ended` resolves once it is known what has become of it. */
export interface AddedChange {
  readonly ended: Promise<ChangeEnd>;
}

export interface ChangesCalls {
  /** The server has taken it. */
  readonly onDone: (change: Change, receipt: CallbackReceipt) => void;
  readonly onReturned: (change: ReturnedChange) => void;
  /** The list of what is not answered yet is another one. */
  readonly onQueue: () => void;
}

/** What was done at the desk, in the order it was done. */
export interface Changes {
  readonly queue: readonly Change[];
  /** The same, with what is only just being kept: a press is seen before it is written down. */
  readonly shown: readonly Change[];
  /** Reads what was kept on this device by whoever is signed in. */
  restore(): Promise<void>;
  /** Keeps a change on this device, to be sent after those before it. Done twice before it is answered, it is one. */
  add(callbackId: string, action: CallbackAction): Promise<AddedChange>;
  /** Sends what waits until it is sent. @throws {RelaisError} what keeps it from being sent */
  send(signal: AbortSignal): Promise<void>;
}

/** A device that was off for longer has nothing to say about today's calls. */
const KEPT_MILLISECONDS = 12 * 3_600_000;

export function createChanges(core: ClientCore, calls: ChangesCalls): Changes {
  const { call, vaults, now } = core;
  const outbox = createOutbox<Notes>({
    vaults,
    call,
    now,
    rules: [
      {
        route: deskRoutes.actOnCallback,
        keptMilliseconds: KEPT_MILLISECONDS,
        mayPass: PASSING_REFUSALS,
      },
    ],
  });
  let queue: readonly Kept[] = [];
  let beingKept: readonly Change[] = [];
  let sending: Promise<void> | undefined;
  const ends = new Map<string, PromiseWithResolvers<ChangeEnd>>();

  function setQueue(next: readonly Kept[]): void {
    queue = next;
    calls.onQueue();
  }

  function end({ write }: Kept, how: ChangeEnd): void {
    ends.get(write.key)?.resolve(how);
    ends.delete(write.key);
  }

  function expect(key: string): PromiseWithResolvers<ChangeEnd> {
    const awaited = ends.get(key) ?? Promise.withResolvers<ChangeEnd>();
    ends.set(key, awaited);
    return awaited;
  }

  async function sendAll(signal: AbortSignal): Promise<void> {
    for (let next = queue[0]; next; next = queue[0]) {
      signal.throwIfAborted();
      await sendOne(next, signal);
    }
  }

  async function sendOne(kept: Kept, signal: AbortSignal): Promise<void> {
    const { write } = kept;
    try {
      const receipt = (await outbox.repost(write, signal)) as CallbackReceipt;
      setQueue(queue.filter((other) => other !== kept));
      calls.onDone(kept, receipt);
      end(kept, 'done');
    } catch (error) {
      if (!(error instanceof RefusedError) || error.pending) throw error;
      await giveBack(kept, error);
    }
  }

  /** What was done on the same entry since was done on what never came to be. */
  async function giveBack(refused: Kept, error: RefusedError): Promise<void> {
    const built = queue.filter((other) => other !== refused && other.callbackId === refused.callbackId);
    const vault = await vaults.of(refused.write.owner);
    await outbox.discard(vault, ({ key }) => built.some(({ write }) => write.key === key));
    setQueue(queue.filter((other) => other !== refused && !built.includes(other)));
    // An entry that is not there can no longer be acted on, whatever became of it.
    const code = error instanceof NotFoundError ? 'callback-closed' : error.code;
    for (const kept of [refused, ...built]) {
      const { callbackId, action, at, write } = kept;
      calls.onReturned({ callbackId, action, at, key: write.key, code: kept === refused ? code : 'built-on' });
      end(kept, 'returned');
    }
  }

  return {
    get queue() {
      return queue;
    },
    get shown() {
      return [...queue, ...beingKept];
    },
    async restore() {
      const writes = await outbox.pending();
      const known = new Set(queue.map(({ write }) => write.key));
      setQueue([...writes.filter(({ key }) => !known.has(key)).map(toKept), ...queue]);
    },
    async add(callbackId, action) {
      const change: Change = { callbackId, action, at: now() };
      beingKept = [...beingKept, change];
      calls.onQueue();
      const body = { params: { callback: callbackId }, body: action, notes: { at: change.at } };
      let write: PendingWrite<Notes> | undefined;
      try {
        write = await outbox.keep(deskRoutes.actOnCallback, body);
      } finally {
        beingKept = beingKept.filter((other) => other !== change);
        if (!write) calls.onQueue();
      }
      const { key } = write;
      const { promise: ended } = expect(key);
      setQueue(queue.some((kept) => kept.write.key === key) ? queue : [...queue, toKept(write)]);
      return { ended };
    },
    send(signal) {
      sending ??= sendAll(signal)
        .catch((error: unknown) => {
          // Whoever waits for one of them goes on: it is kept.
          for (const kept of queue) end(kept, 'waiting');
          throw error;
        })
        .finally(() => (sending = undefined));
      return sending;
    },
  };
}

interface Kept extends Change {
  readonly write: PendingWrite<Notes>;
}

function toKept(write: PendingWrite<Notes>): Kept {
  return {
    callbackId: write.params?.['callback'] ?? '',
    action: write.body as CallbackAction,
    at: write.notes?.at ?? 0,
    write,
  };
}
