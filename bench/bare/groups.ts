import { setImmediate } from 'node:timers/promises';
import type { BareDatabase } from './database.ts';

/** As many writers in one transaction as the backend takes. */
const GROUP_SIZE = 50;

interface Waiting {
  readonly write: () => Promise<void>;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Commits the writers that wait together as one transaction, as the backend does; a failure fails them all. */
export class BareGroups {
  readonly #database: BareDatabase;
  #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(database: BareDatabase) {
    this.#database = database;
  }

  /** Resolves once what `write` has written is committed. */
  commit(write: () => Promise<void>): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ write, done, failed });
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    const { writer, begin } = this.#database;
    do {
      await setImmediate();
      const group = this.#waiting.slice(0, GROUP_SIZE);
      this.#waiting = this.#waiting.slice(GROUP_SIZE);
      try {
        await writer.query(begin);
        for (const { write } of group) await write();
        await writer.query('commit');
        group.forEach(({ done }) => done());
      } catch (error) {
        await writer.query('rollback').catch(() => undefined);
        group.forEach(({ failed }) => failed(error));
      }
    } while (this.#waiting.length > 0);
    this.#isRunning = false;
  }
}
