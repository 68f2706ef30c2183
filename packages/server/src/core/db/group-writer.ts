import type { Transaction } from 'kysely';
import type { Database } from '../../tables.ts';
import type { Asks, StructureRow, WriteGroup, WriteWork } from './store.ts';

/** Writers taken into one transaction at most: enough to share a disk's flush in a rush, few enough to keep the wait short. */
const GROUP_SIZE = 50;

/** What an engine brings: its transaction, how a structure is locked in it, and how to let other requests arrive first. */
export interface GroupEngine {
  transact(work: (trx: Transaction<Database>) => Promise<void>): Promise<void>;
  lockHead(trx: Transaction<Database>, structureId: string): Promise<StructureRow>;
  /** Resolves once the requests that have already arrived have had a chance to queue up. */
  gather(): Promise<void>;
}

interface Writer {
  readonly structureId?: string;
  readonly asks?: Asks;
  readonly turn: (group: CommitGroup) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs writers one after the other and commits those that wait together as one transaction, each answered after the commit. A disk that takes
 * 5 ms to flush then serves fifty bookings in that time instead of one.
 *
 * A group is kept whole or not at all. When anything in it fails, everything it wrote is undone, everything it remembered is thrown away, and its
 * writers run again: the one that failed alone, so that its failure is its own. There is no undoing of one writer among others, because what the
 * group remembers (the head of the log, the seats taken) could then say more than the database holds.
 */
export class GroupWriter {
  readonly #engine: GroupEngine;
  #waiting: Writer[] = [];
  #running: Promise<void> | undefined;

  constructor(engine: GroupEngine) {
    this.#engine = engine;
  }

  /** See `Store.write`. */
  async write<T>(structureId: string, work: WriteWork<T>, asks: Asks = {}): Promise<T> {
    const turn = async (group: CommitGroup) => {
      await group.lock(structureId);
      return work(group);
    };
    return this.#queue({ structureId, asks, turn }) as Promise<T>;
  }

  /** See `Store.append`. */
  async append<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
    return this.#queue({ turn: ({ trx }) => work(trx) }) as Promise<T>;
  }

  /** Resolves when nobody waits any more. */
  async drain(): Promise<void> {
    await this.#running;
  }

  async #queue(writer: Omit<Writer, 'resolve' | 'reject'>): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({ ...writer, resolve, reject });
    });
    this.#running ??= this.#run();
    return answer;
  }

  async #run(): Promise<void> {
    try {
      do {
        await this.#engine.gather();
        const writers = this.#waiting.slice(0, GROUP_SIZE);
        this.#waiting = this.#waiting.slice(GROUP_SIZE);
        await this.#commit(writers);
      } while (this.#waiting.length > 0);
    } finally {
      // In the very step that has seen nobody waiting: a writer that comes a microtask later must find no run to rely on.
      this.#running = undefined;
    }
  }

  /** Commits the writers together, or, when one of them fails, in smaller groups. Everybody is answered. */
  async #commit(writers: readonly Writer[]): Promise<void> {
    if (writers.length === 0) return;
    const attempt = await this.#attempt(writers);
    if ('values' in attempt) {
      writers.forEach(({ resolve }, index) => resolve(attempt.values[index]));
      return;
    }
    const { error, failed, undone } = attempt;
    if (writers.length === 1 || !undone) {
      // Not known to be undone: the database went away, and those who ask again under their keys will learn what stands.
      writers.forEach(({ reject }) => reject(causeOf(error)));
      return;
    }
    if (error instanceof NotLockedError) {
      // One after the other, each of them would wait as long for the same lock.
      const isTold = ({ structureId }: Writer) => structureId === error.structureId;
      writers.filter(isTold).forEach(({ reject }) => reject(error.cause));
      await this.#commit(writers.filter((writer) => !isTold(writer)));
      return;
    }
    const parts =
      failed === undefined
        ? writers.map((writer) => [writer])
        : [writers.slice(0, failed), writers.slice(failed, failed + 1), writers.slice(failed + 1)];
    for (const part of parts) await this.#commit(part);
  }

  async #attempt(writers: readonly Writer[]): Promise<Attempt> {
    const values: unknown[] = [];
    let group: CommitGroup | undefined;
    let failure: { readonly error: unknown; readonly failed: number | undefined } | undefined;
    try {
      await this.#engine.transact(async (trx) => {
        const opened = new CommitGroup(trx, writers, this.#engine);
        group = opened;
        try {
          for (const { turn } of writers) values.push(await turn(opened));
        } catch (error) {
          failure = { error, failed: values.length };
          throw error;
        }
        try {
          await opened.close();
        } catch (error) {
          failure = { error, failed: undefined };
          throw error;
        }
      });
    } catch (error) {
      // An engine that has undone everything hands the very error on; another one means that undoing failed too.
      return { error, failed: failure?.failed, undone: failure?.error === error };
    }
    group?.committed();
    return { values };
  }
}

/** A structure could not be locked, by whichever of its writers came first: it is no failure of that one. */
class NotLockedError extends Error {
  override readonly name = 'NotLockedError';
  readonly structureId: string;

  constructor(structureId: string, cause: unknown) {
    super('A structure could not be locked', { cause });
    this.structureId = structureId;
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof NotLockedError ? error.cause : error;
}

type Attempt =
  | { readonly values: readonly unknown[] }
  | {
      readonly error: unknown;
      /** Index of the writer that failed; nobody's when the group could not be closed. */
      readonly failed: number | undefined;
      readonly undone: boolean;
    };

class CommitGroup implements WriteGroup {
  readonly trx: Transaction<Database>;
  readonly #writers: readonly Writer[];
  readonly #engine: GroupEngine;
  readonly #heads = new Map<string, StructureRow>();
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #afterCommit: (() => void)[] = [];

  constructor(trx: Transaction<Database>, writers: readonly Writer[], engine: GroupEngine) {
    this.trx = trx;
    this.#writers = writers;
    this.#engine = engine;
  }

  async lock(structureId: string): Promise<void> {
    if (this.#heads.has(structureId)) return;
    try {
      this.#heads.set(structureId, await this.#engine.lockHead(this.trx, structureId));
    } catch (cause) {
      throw new NotLockedError(structureId, cause);
    }
  }

  lockedHead(structureId: string): StructureRow {
    const head = this.#heads.get(structureId);
    if (!head) throw new Error('A write works on another structure than the one it locked');
    return head;
  }

  asked(structureId: string, kind: string): readonly string[] {
    return this.#writers.flatMap((writer) => {
      const value = writer.structureId === structureId ? writer.asks?.[kind] : undefined;
      return value === undefined ? [] : [value];
    });
  }

  atEnd(closer: () => Promise<void>): void {
    this.#closers.push(closer);
  }

  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback);
  }

  async close(): Promise<void> {
    for (const closer of this.#closers) await closer();
  }

  /** The writes are safe: nobody is left without an answer because somebody else could not be told. */
  committed(): void {
    for (const callback of this.#afterCommit) {
      try {
        callback();
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
