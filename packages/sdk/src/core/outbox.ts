import { randomId } from './bytes.ts';
import { RefusedError, RelaisError } from './errors.ts';
import type { Ask } from './transport.ts';
import type { Vault } from './vault.ts';

/** A write on its way: kept until the server has answered, and asked again with the same key until then. */
export interface PendingWrite extends Ask {
  readonly kind: WriteKind;
  readonly key: string;
  readonly client: string;
  /** What the answer changes on this device: the hold used up, the booking meant. */
  readonly holdId?: string | undefined;
  readonly bookingId?: string | undefined;
  /** What is remembered with the booking and not sent. */
  readonly place?: string | undefined;
}

export type WriteKind = 'hold' | 'confirm' | 'move' | 'cancel';

/** A write as its caller words it. */
export type Write = Omit<PendingWrite, 'key' | 'client'>;

export interface OutboxSettings {
  readonly vault: Vault;
  readonly now: () => number;
  /** Asks the server and takes its answer in; rejects with a `RelaisError`. */
  readonly deliver: (write: PendingWrite, signal?: AbortSignal) => Promise<unknown>;
}

export interface Outbox {
  /** Stores the write, sends it, erases it once answered. Asked a second time before an answer, it is the same write with the same key. */
  post(write: Write, signal?: AbortSignal): Promise<unknown>;
  /** Sends again a write kept from before. */
  repost(write: PendingWrite, signal?: AbortSignal): Promise<unknown>;
  /** Writes without an answer that nobody is waiting for, oldest first. */
  pending(): Promise<PendingWrite[]>;
  /** Erases the other writes made with this hold, which is used up. */
  settleHold(holdId: string): Promise<void>;
  /** Erases the changes to this booking that nobody is waiting for: whoever sees it as it is decides anew. */
  dropChanges(bookingId: string): Promise<void>;
}

const KEPT_MILLISECONDS: Readonly<Record<WriteKind, number>> = {
  /** Later, a hold would come as a surprise, and one already made would have little time left. */
  hold: 2 * 60_000,
  /** As long as the server remembers a key. */
  confirm: 24 * 3_600_000,
  /** Later, a person may well have decided to go as booked. */
  move: 10 * 60_000,
  cancel: 10 * 60_000,
};
const CLIENT_KEPT_MILLISECONDS = 24 * 3_600_000;

export function createOutbox({ vault, now, deliver }: OutboxSettings): Outbox {
  const running = new Map<string, Promise<unknown>>();

  /** A second press of the button waits for the first. */
  function once(write: Write, work: () => Promise<unknown>): Promise<unknown> {
    const name = nameOf(write);
    const promise = running.get(name) ?? work().finally(() => running.delete(name));
    running.set(name, promise);
    return promise;
  }

  async function find(write: Write): Promise<PendingWrite | undefined> {
    const kept = await vault.list<PendingWrite>('write');
    return kept.find((other) => nameOf(other) === nameOf(write));
  }

  async function keep(write: Write): Promise<PendingWrite> {
    const pending = { ...write, key: randomId(), client: await clientId() };
    await vault.put('write', pending.key, pending, now() + KEPT_MILLISECONDS[write.kind]);
    return pending;
  }

  async function send(write: PendingWrite, signal?: AbortSignal): Promise<unknown> {
    try {
      const answer = await deliver(write, signal);
      await vault.delete('write', write.key);
      return answer;
    } catch (error) {
      if (isAnswer(error)) await vault.delete('write', write.key);
      else if (error instanceof RelaisError) error.pending = true;
      throw error;
    }
  }

  /** Known to the server for a day at most: long enough for its rule of two holds a client, too short to follow anybody. */
  async function clientId(): Promise<string> {
    const [known] = await vault.list<string>('client');
    if (known) return known;
    const id = randomId();
    await vault.put('client', '', id, now() + CLIENT_KEPT_MILLISECONDS);
    return id;
  }

  async function idle(): Promise<PendingWrite[]> {
    return (await vault.list<PendingWrite>('write')).filter((write) => !running.has(nameOf(write)));
  }

  async function erase(writes: readonly PendingWrite[]): Promise<void> {
    await Promise.all(writes.map(({ key }) => vault.delete('write', key)));
  }

  return {
    post: (write, signal) => once(write, async () => send((await find(write)) ?? (await keep(write)), signal)),
    repost: (write, signal) => once(write, () => send(write, signal)),
    pending: idle,
    async settleHold(holdId) {
      await erase((await vault.list<PendingWrite>('write')).filter((write) => write.holdId === holdId));
    },
    async dropChanges(bookingId) {
      await erase((await idle()).filter((write) => write.bookingId === bookingId));
    },
  };
}

/** What makes two writes one: where they go and what they say. */
function nameOf({ method, path, body }: Write): string {
  return `${method} ${path} ${body ?? ''}`;
}

/** Whether the server has answered for good. A key still running has no answer yet. */
function isAnswer(error: unknown): boolean {
  return error instanceof RefusedError && error.code !== 'idempotency-key-in-use';
}
