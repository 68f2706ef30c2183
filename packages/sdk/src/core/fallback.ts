import { randomId } from './bytes.ts';
import type { RelaisStorage } from './storage.ts';

/** Kept with the first record: once it is gone, so is all that was kept with it. */
const MARK = 'relais mark';

interface Mark {
  readonly key: string;
  readonly id: string;
}

/** How long a device may take to read or write before it is gone on without. */
const PATIENCE_MILLISECONDS = 3000;

/**
 * `storage`, with all of it that this page knows held in memory as well: no write depends on whether the device takes it (private mode, no room left,
 * blocked, hanging). What it has not taken is tried again each time something is read or written, and what it has erased is written anew.
 */
export function withFallback(storage: RelaisStorage): RelaisStorage {
  const held = new HeldStorage(storage);
  return storage.alone ? Object.assign(held, { alone: storage.alone }) : held;
}

class HeldStorage implements RelaisStorage {
  declare readonly alone?: NonNullable<RelaisStorage['alone']>;
  erasures = 0;

  readonly #storage: RelaisStorage;
  readonly #held = new Map<string, unknown>();
  /** What the device is still to do: keep these, give these their first value, erase these. */
  readonly #unkept = new Set<string>();
  readonly #unclaimed = new Set<string>();
  readonly #unerased = new Set<string>();
  #mark: string | undefined;
  /** Whether anything has failed in this turn, and in the last. */
  #fails = false;
  #hasFailed = false;
  /** The device has another value where this page claimed one, a key: what is written here could be read by no page that comes later. */
  #isApart = false;
  #isHanging = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(storage: RelaisStorage) {
    this.#storage = storage;
  }

  get isLasting(): boolean {
    return this.#storage.isLasting !== false && !this.#hasFailed && !this.#isApart;
  }

  set(key: string, value: unknown): Promise<void> {
    this.#held.set(key, value);
    this.#unerased.delete(key);
    this.#unkept.add(key);
    return this.#inTurn(() => undefined);
  }

  claim(key: string, value: unknown): Promise<unknown> {
    return this.#inTurn(async () => {
      if (this.#held.has(key)) return this.#held.get(key);
      const claimed = await this.#attempt(() => this.#storage.claim(key, value));
      if (!claimed) this.#unclaimed.add(key);
      this.#held.set(key, claimed ? claimed.value : value);
      return this.#held.get(key);
    });
  }

  list(prefix: string): Promise<unknown[]> {
    return this.#inTurn(async () => {
      const mark = await this.#attempt(() => this.#storage.list(MARK));
      if (mark) await this.#hearMark((mark.value[0] as Mark | undefined)?.id);
      const read = await this.#attempt(() => this.#storage.list(prefix));
      if (read) this.#hold(prefix, read.value);
      const held = [...this.#held].flatMap(([key, value]) => (key.startsWith(prefix) ? [value] : []));
      return read ? [...held.filter(isNamed), ...read.value.filter((value) => !isNamed(value))] : held;
    });
  }

  delete(key: string): Promise<void> {
    this.#held.delete(key);
    this.#unkept.delete(key);
    this.#unclaimed.delete(key);
    this.#unerased.add(key);
    return this.#inTurn(() => undefined);
  }

  /** What is read is what there is: another page may have written or erased since. */
  #hold(prefix: string, read: readonly unknown[]): void {
    const there = new Map(read.filter(isNamed).map((record) => [record.key, record]));
    // Held, it would be written anew as though nothing had been erased.
    there.delete(MARK);
    for (const [key, value] of this.#held) {
      const isGone = key.startsWith(prefix) && isNamed(value) && !there.has(key) && !this.#unkept.has(key);
      if (isGone) this.#held.delete(key);
    }
    for (const [key, record] of there)
      if (!this.#unkept.has(key) && !this.#unerased.has(key)) this.#held.set(key, record);
  }

  /** A mark that was there and is not any more went with everything else. */
  async #hearMark(mark: string | undefined): Promise<void> {
    if (mark === this.#mark) return;
    const isErased = this.#mark !== undefined;
    this.#mark = mark;
    if (!isErased) return;
    this.erasures += 1;
    for (const [key, value] of this.#held) (isNamed(value) ? this.#unkept : this.#unclaimed).add(key);
    await this.#catchUp();
  }

  /** One after the other, after what the device is still to do. */
  #inTurn<Value>(work: () => Value | Promise<Value>): Promise<Value> {
    const done = this.#turn.then(async () => {
      this.#fails = false;
      await this.#catchUp();
      const value = await work();
      this.#hasFailed = this.#fails;
      return value;
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #catchUp(): Promise<void> {
    for (const key of this.#unclaimed) await this.#claimLate(key);
    for (const key of this.#unerased)
      if (await this.#attempt(() => this.#storage.delete(key))) this.#unerased.delete(key);
    if (!this.#isApart) for (const key of this.#unkept) await this.#keep(key);
  }

  async #claimLate(key: string): Promise<void> {
    const value = this.#held.get(key);
    const claimed = await this.#attempt(() => this.#storage.claim(key, value));
    if (!claimed) return;
    this.#unclaimed.delete(key);
    if (claimed.value !== value) this.#isApart = true;
  }

  async #keep(key: string): Promise<void> {
    const value = this.#held.get(key);
    const kept = await this.#attempt(() => this.#storage.set(key, value));
    // Something later may have been written to the same key, or have taken it out, meanwhile.
    if (!kept || this.#held.get(key) !== value) return;
    this.#unkept.delete(key);
    if (this.#mark !== undefined) return;
    const mark: Mark = { key: MARK, id: randomId() };
    this.#mark = ((await this.#attempt(() => this.#storage.claim(MARK, mark)))?.value as Mark | undefined)?.id;
  }

  /** @returns undefined where the device does not do it, or does not answer */
  async #attempt<Value>(work: () => Promise<Value>): Promise<{ readonly value: Value } | undefined> {
    const done = this.#isHanging ? undefined : await this.#answerTo(work());
    if (!done) this.#fails = true;
    return done;
  }

  /** Whether it answers later all the same is found out beside: nobody waits for it twice. */
  async #answerTo<Value>(asked: Promise<Value>): Promise<{ readonly value: Value } | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), PATIENCE_MILLISECONDS);
    });
    const answer = asked.then(
      (value) => ({ value }),
      () => undefined,
    );
    const first = await Promise.race([answer, late]).finally(() => clearTimeout(timer));
    if (first !== 'late') return first;
    this.#isHanging = true;
    void answer.then(() => (this.#isHanging = false));
    return undefined;
  }
}

/** Records say themselves under which key they are kept; the keys that they are sealed with cannot. */
function isNamed(value: unknown): value is { readonly key: string } {
  return typeof (value as { readonly key?: unknown } | null)?.key === 'string';
}
