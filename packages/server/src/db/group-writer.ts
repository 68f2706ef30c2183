import { CompiledQuery } from 'kysely';
import type { Transaction } from 'kysely';
import type { Database } from './schema.ts';
import type { StructureRow, WriteGroup, WriteWork } from './store.ts';

/** Writers taken into one transaction at most: enough to share a disk's flush in a rush, few enough to keep the wait short. */
const GROUP_SIZE = 50;

const SAVEPOINT = CompiledQuery.raw('savepoint turn');
const RELEASE = CompiledQuery.raw('release savepoint turn');
const ROLLBACK = CompiledQuery.raw('rollback to savepoint turn');

/** What an engine brings: its transaction, how a structure is locked in it, and how to let other requests arrive first. */
export interface GroupEngine {
  transact(work: (trx: Transaction<Database>) => Promise<void>): Promise<void>;
  lockHead(trx: Transaction<Database>, structureId: string): Promise<StructureRow>;
  /** Resolves once the requests that have already arrived have had a chance to queue up. */
  gather(): Promise<void>;
}

interface Waiting {
  readonly turn: (trx: Transaction<Database>, group: CommitGroup) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Runs writers one after the other and commits those that wait together as one: each in a savepoint of its own, each answered after the
 * commit. A disk that takes 5 ms to flush then serves fifty bookings in that time instead of one.
 */
export class GroupWriter {
  readonly #engine: GroupEngine;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(engine: GroupEngine) {
    this.#engine = engine;
  }

  /** One writer's turn on a structure, whose head is locked once for all of them. */
  async write<T>(structureId: string, work: WriteWork<T>): Promise<T> {
    return this.#queue(async (trx, group) => {
      const head = group.heads.get(structureId) ?? (await this.#engine.lockHead(trx, structureId));
      group.heads.set(structureId, head);
      return work(trx, head, group);
    });
  }

  /** A turn that locks nothing. */
  async append<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
    return this.#queue(work);
  }

  /** Resolves when nobody waits any more. */
  async drain(): Promise<void> {
    await this.#running;
  }

  async #queue<T>(turn: (trx: Transaction<Database>, group: CommitGroup) => Promise<T>): Promise<T> {
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({ turn, resolve, reject });
    });
    this.#running ??= this.#run();
    return (await answer) as T;
  }

  async #run(): Promise<void> {
    try {
      do {
        await this.#engine.gather();
        const group = this.#waiting.slice(0, GROUP_SIZE);
        this.#waiting = this.#waiting.slice(GROUP_SIZE);
        await this.#commit(group);
      } while (this.#waiting.length > 0);
    } finally {
      // In the very step that has seen nobody waiting: a writer that comes a microtask later must find no run to rely on.
      this.#running = undefined;
    }
  }

  async #commit(waiting: readonly Waiting[]): Promise<void> {
    const group = new CommitGroup();
    const answers: (() => void)[] = [];
    try {
      await this.#engine.transact(async (trx) => {
        for (const writer of waiting) answers.push(await this.#attempt(trx, writer, group, waiting.length > 1));
      });
    } catch (error) {
      waiting.forEach(({ reject }) => reject(error));
      return;
    }
    // The writes are safe: nobody is left without an answer because somebody else could not be told.
    try {
      group.commit();
    } finally {
      answers.forEach((answer) => answer());
    }
  }

  /** Alone, a writer's failure is the transaction's; among others, it undoes only its own writes. */
  async #attempt(
    trx: Transaction<Database>,
    { turn, resolve, reject }: Waiting,
    group: CommitGroup,
    shared: boolean,
  ): Promise<() => void> {
    if (!shared) {
      const value = await turn(trx, group);
      return () => resolve(value);
    }
    await trx.executeQuery(SAVEPOINT);
    try {
      const value = await turn(trx, group);
      await trx.executeQuery(RELEASE);
      return () => resolve(value);
    } catch (error) {
      await trx.executeQuery(ROLLBACK);
      await trx.executeQuery(RELEASE);
      return () => reject(error);
    }
  }
}

class CommitGroup implements WriteGroup {
  readonly heads = new Map<string, StructureRow>();
  readonly #callbacks: (() => void)[] = [];

  afterCommit(callback: () => void): void {
    this.#callbacks.push(callback);
  }

  commit(): void {
    this.#callbacks.forEach((callback) => callback());
  }
}
