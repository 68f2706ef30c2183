import type { Callback } from '@relais/sdk';
import type { BoardState } from '@relais/sdk/desk';

/** What has changed on the board by others since it was last said. */
export interface NewsItems {
  readonly added: readonly Callback[];
  readonly taken: readonly Callback[];
  readonly ended: readonly string[];
}

/** Long enough for a burst to be one sentence; short enough to be news. */
const GATHERED_MILLISECONDS = 2500;

/**
 * Owns: what is worth saying aloud of what others do, gathered, so that a busy morning does not talk without end. Nothing is said of the first
 * list, nor of one that was away.
 */
export class News {
  readonly #tell: (news: NewsItems) => void;
  #known: ReadonlyMap<string, Callback> | undefined;
  #before: ReadonlyMap<string, Callback> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (news: NewsItems) => void) {
    this.#tell = tell;
  }

  hear({ status, callbacks, connection }: BoardState): void {
    if (status !== 'ready') return;
    const now = new Map(callbacks.map((callback) => [callback.id, callback]));
    if (!this.#known || connection !== 'open') {
      this.#known = now;
      return;
    }
    this.#before ??= this.#known;
    this.#known = now;
    this.#timer ??= setTimeout(() => this.#say(), GATHERED_MILLISECONDS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#known = this.#before = undefined;
  }

  #say(): void {
    const [before, known] = [this.#before, this.#known];
    this.#timer = this.#before = undefined;
    if (!before || !known) return;
    const added = [...known.values()].filter(({ id }) => !before.has(id));
    const taken = [...known.values()].filter(({ id, owner }) => owner && before.has(id) && !before.get(id)?.owner);
    const ended = [...before.keys()].filter((id) => !known.has(id));
    if (added.length + taken.length + ended.length > 0) this.#tell({ added, taken, ended });
  }
}
