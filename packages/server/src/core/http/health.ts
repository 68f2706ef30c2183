import type { ServiceContext } from '../context.ts';
import { createId } from '../identifiers.ts';
import { ProblemError } from '../problem.ts';
import { json } from './answers.ts';
import type { AppDeps } from './deps.ts';
import { toProblemResponse } from './problems.ts';

/** So long after a refused write it takes a write of somebody's to show that all is well again; later a try of our own does. */
const QUIET_MS = 30_000;
/** A full disk often has room for a few bytes. */
const TRIED_BYTES = 65_536;

/**
 * What the backend says of itself. It is ready as long as it can be read from: a full disk must not take away what still works. Whether writes
 * go through is what the last of them has said.
 */
export class Health {
  readonly #deps: AppDeps;
  readonly #now: () => number;
  readonly #isReachable: () => Promise<boolean>;
  readonly #isWritable: () => Promise<boolean>;
  #writesFailSince: number | undefined;

  /** @param now milliseconds of a clock that is never put back */
  constructor(deps: AppDeps, now: () => number = () => performance.now()) {
    this.#deps = deps;
    this.#now = now;
    const { context } = deps;
    this.#isReachable = together(() => this.#succeeds(context.store.ping()));
    this.#isWritable = together(() => this.#succeeds(tryWriting(context)));
  }

  /** Somebody who wanted to write was told to come back. */
  noteFailedWrite(): void {
    this.#writesFailSince = this.#now();
  }

  noteWrite(): void {
    this.#writesFailSince = undefined;
  }

  async answer(): Promise<Response> {
    if (!(await this.#isReachable())) return toProblemResponse(new ProblemError('unavailable', { retryAfter: 5 }));
    const ahead = this.#deps.secondsAhead?.() ?? 0;
    return json({
      status: 'ready',
      ...((await this.#doWritesFail()) ? { writes: 'failing' } : {}),
      ...(ahead === 0 ? {} : { clockSecondsAhead: ahead }),
    });
  }

  async #doWritesFail(): Promise<boolean> {
    if (this.#writesFailSince === undefined) return false;
    if (this.#now() - this.#writesFailSince < QUIET_MS) return true;
    if (!(await this.#isWritable())) return true;
    this.noteWrite();
    return false;
  }

  /** What fails is told to the log. */
  async #succeeds(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      this.#deps.log?.failure(error);
      return false;
    }
  }
}

/** Work that is done once at a time, however many ask for it: who comes while it is under way gets the same answer. */
function together<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => (underWay ??= work().finally(() => (underWay = undefined)));
}

/** Writes a row of no structure, takes it away again, and waits for the disk. */
async function tryWriting({ store, clock, random }: ServiceContext): Promise<void> {
  const place = { structure_id: '', key_hash: createId(random) };
  await store.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('idempotency')
      .values({ ...place, fingerprint: '', status: 0, body: ' '.repeat(TRIED_BYTES), created_at: clock() })
      .execute();
    await trx
      .deleteFrom('idempotency')
      .where('structure_id', '=', place.structure_id)
      .where('key_hash', '=', place.key_hash)
      .execute();
  });
}
