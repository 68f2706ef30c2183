import type { ChangeListener } from './store.ts';

/** How long announcements are gathered before they are sent. Short against a person's patience, long against a rush of bookings. */
const GATHERING_MS = 50;

/** Listeners of one process. */
export class ChangeListeners {
  readonly #listeners = new Set<ChangeListener>();

  add(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(structureId?: string): void {
    for (const listener of this.#listeners) listener(structureId);
  }
}

/** Gathers structure ids and hands them over together, once per interval. */
export class AnnouncementBatch {
  readonly #send: (structureIds: readonly string[]) => void;
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (structureIds: readonly string[]) => void) {
    this.#send = send;
  }

  add(structureId: string): void {
    this.#waiting.add(structureId);
    this.#timer ??= setTimeout(() => this.#flush(), GATHERING_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const structureIds = [...this.#waiting];
    this.#waiting.clear();
    this.#send(structureIds);
  }
}
